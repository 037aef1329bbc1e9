#!/bin/bash
# MySQL's and MariaDB's schemas: what a text says, what a server says that has executed it, and what that server's dump says must be the same; and
# what is said of servers that cannot be read.
# usage: schema_mysql.sh CATALOG_LINES SOURCE_FOLDER BUILD_FOLDER
set -euo pipefail
lines=$1
source=$2
real_schemas_folder=$3/real-schemas
. "$source/tests/support/servers.sh"
. "$source/tests/support/real_schemas.sh"
start_mariadb
failed=0

fail() { echo "FAIL: $1"; failed=1; }
read_schema() { timeout 100 "$lines" "$@" 2>"$scratch/errors" || { echo "exit $?"; cat "$scratch/errors"; }; }
same() { # same WHAT FILE FILE
    diff "$2" "$3" >"$scratch/difference" || { fail "$1 differ:"; head -20 "$scratch/difference"; }
}
# compare NAME FILE...: text, server, dump, and a server that has executed the dump
compare() {
    local name=$1
    shift
    mariadb -e "CREATE DATABASE \`$name\` CHARACTER SET utf8mb4; CREATE DATABASE \`$name again\` CHARACTER SET utf8mb4"
    for file; do mariadb "$name" <"$file" >/dev/null; done
    read_schema mariadb "$@" >"$scratch/text"
    read_schema mysql "$(mysql_url "$name")" >"$scratch/live"
    same "$name: text and server" "$scratch/text" "$scratch/live"
    mariadb-dump --no-defaults --socket="$scratch/mysql/socket" -uroot --routines "$name" >"$scratch/dump.sql"
    read_schema mariadb "$scratch/dump.sql" >"$scratch/text"
    same "$name: dump and server" "$scratch/text" "$scratch/live"
    mariadb "$name again" <"$scratch/dump.sql"
    read_schema mysql "$(mysql_url "$name again" | sed 's/ /%20/')" >"$scratch/again"
    same "$name: server and one that has executed its dump" "$scratch/live" "$scratch/again"
    [ "$(wc -l <"$scratch/live")" -ge 5 ] || fail "$name has nothing"
}

compare features "$source/tests/schema/mysql/features.sql"
[ "$(wc -l <"$scratch/live")" -ge 210 ] || fail "features has too little"
for name in $(real_schema_names mysql); do
    mapfile -t files < <(real_schema mysql "$name")
    [ "${#files[@]}" -gt 0 ] || { fail "no files for $name"; continue; }
    compare "$name" "${files[@]}"
done

# unreadable WHAT PATTERN SCHEMA: ends with 3, says why, and shows no password
unreadable() {
    local code=0
    ORMLINT_TEST_TIMEOUT=${seconds:-5} timeout 60 "$lines" mysql "$3" >"$scratch/output" 2>&1 || code=$?
    [ "$code" -eq 3 ] || fail "$1: exit $code"
    grep -qE -- "$2" "$scratch/output" || { fail "$1: no line like $2"; head -3 "$scratch/output"; }
    ! grep -q s3cr3t "$scratch/output" || fail "$1: the password is shown"
}
socket=$scratch/mysql/socket
mariadb -e "CREATE DATABASE empty; CREATE USER pia@localhost IDENTIFIED BY 'pa@ss:w/ord'; GRANT SELECT ON features.* TO pia@localhost"
unreadable "wrong password" 'mysql://pia@localhost/features.*Access denied' "mysql://pia:s3cr3t@localhost/features?socket=$socket"
unreadable "no such database" "Unknown database 'nothing'" "mysql://root@localhost/nothing?socket=$socket"
unreadable "no rights" 'Access denied' "mysql://pia:pa%40ss%3Aw%2Ford@localhost/empty?socket=$socket"
unreadable "no database named" 'names no database' "mysql://root:s3cr3t@localhost/?socket=$socket"
unreadable "unknown parameter" 'unknown parameter `sokcet`' "mysql://root:s3cr3t@localhost/features?sokcet=$socket"
unreadable "no server" 'mysql://me@localhost/x.*connect' "mysql://me:s3cr3t@localhost/x?socket=$scratch/none"
unreadable "nothing listens" 'mysql://me@127.0.0.1:1/x.*connect' "mysql://me:s3cr3t@127.0.0.1:1/x"
unreadable "nothing in it" 'no table in this schema' "mysql://root@localhost/empty?socket=$socket"
read_schema mysql "mysql://pia:pa%40ss%3Aw%2Ford@localhost/features?socket=$socket" >"$scratch/output"
grep -q '^columns_ column 000 id BIGINT' "$scratch/output" || fail "a password with a percent sign"
MYSQL_PWD='pa@ss:w/ord' read_schema mariadb "mariadb://pia@localhost/features?socket=$socket" >"$scratch/again"
same "a password of the environment" "$scratch/output" "$scratch/again"

# A server that answers no more, and one that dies meanwhile.
silent() { exec python3 -c '
import socket, sys, time
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
listener.listen()
connection = listener.accept()[0]
time.sleep(60)' "$1"; }
silent "$scratch/silent" &
silent_process=$!
clean() { kill "$silent_process" 2>/dev/null || true; }
for ((try = 0; try < 100; try++)); do [ -S "$scratch/silent" ] && break || sleep 0.1; done
start=$SECONDS
seconds=2 unreadable "a server that does not answer" 'mysql://me@localhost/x' "mysql://me:s3cr3t@localhost/x?socket=$scratch/silent"
[ $((SECONDS - start)) -lt 20 ] || fail "a server that does not answer: waited $((SECONDS - start)) s"
# dies AFTER: passes bytes on between one client and the server, and breaks off after so many of the server's
dies() { exec python3 -c '
import os, socket, sys, threading
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[2])
listener.listen()
client = listener.accept()[0]
server = socket.socket(socket.AF_UNIX)
server.connect(sys.argv[1])
left = int(sys.argv[3])
def up():
    while data := client.recv(65536):
        server.sendall(data)
threading.Thread(target=up, daemon=True).start()
while left > 0 and (data := server.recv(min(left, 65536))):
    client.sendall(data)
    left -= len(data)
os._exit(0)' "$socket" "$scratch/dies-$1" "$1"; }
for bytes in 50 200 600 3000 10000; do
    dies "$bytes" &
    for ((try = 0; try < 100; try++)); do [ -S "$scratch/dies-$bytes" ] && break || sleep 0.1; done
    unreadable "a server that dies after $bytes bytes" 'mysql://root@localhost/features.*(Lost connection|gone away|handshake|reading)' \
        "mysql://root@localhost/features?socket=$scratch/dies-$bytes"
done
exit $failed
