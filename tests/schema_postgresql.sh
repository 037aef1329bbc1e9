#!/bin/bash
# PostgreSQL's schemas: what a text says, what a server says that has executed it, and what that server's dump says must be the same; and what
# is said of servers that cannot be read.
# usage: schema_postgresql.sh CATALOG_LINES SOURCE_FOLDER
set -euo pipefail
lines=$1
source=$2
. "$source/tests/support/servers.sh"
. "$source/tests/support/real_schemas.sh"
start_postgresql
failed=0

# url DATABASE [SCHEMAS]
url() { printf '%s&options=-csearch_path%%3D%s' "$(postgresql_url "$1")" "${2:-public}"; }
read_schema() { timeout 100 "$lines" postgresql "$@" || echo "exit $?"; }
same() { # same WHAT FILE FILE
    diff "$2" "$3" >"$scratch/difference" || { echo "FAIL: $1 differ:"; head -20 "$scratch/difference"; failed=1; }
}
# load DATABASE FILE...: each in one transaction, as MediaWiki's begins one that it does not end
load() {
    local database=$1
    shift
    psql -d postgres -c "CREATE DATABASE \"$database\""
    for file in "$@"; do
        { cat "$file"; printf '\nCOMMIT;\n'; } | psql -d "$database" >/dev/null 2>"$scratch/log" || { cat "$scratch/log"; return 1; }
    done
}
# compare NAME SCHEMAS FILE...: text, server, dump, and a server that has executed the dump
compare() {
    local name=$1 schemas=$2
    shift 2
    load "$name" "$@"
    read_schema "$@" >"$scratch/text" 2>"$scratch/log"
    read_schema "$(url "$name" "$schemas")" >"$scratch/live"
    same "$name: text and server" "$scratch/text" "$scratch/live"
    pg_dump -h "$scratch/postgres" -U tester "$name" >"$scratch/dump.sql"
    load "$name again" "$scratch/dump.sql"
    read_schema "$scratch/dump.sql" >"$scratch/text"
    read_schema "$(url "$name again" "$schemas" | sed 's/ /%20/')" >"$scratch/live"
    same "$name: dump and server" "$scratch/text" "$scratch/live"
    [ "$(wc -l <"$scratch/live")" -ge 5 ] || { echo "FAIL: $name has nothing"; failed=1; }
}

compare features public,shop,is_schema "$source/tests/schema/postgresql/features.sql"
grep -q 'mood' "$scratch/live" && grep -q 'it.s c' "$scratch/live" || { echo "FAIL: features has too little"; failed=1; }
for name in $(real_schema_names postgresql); do
    mapfile -t files < <(real_schema postgresql "$name")
    [ "${#files[@]}" -gt 0 ] || { echo "FAIL: no files for $name"; failed=1; continue; }
    compare "$name" public "${files[@]}"
done

# What only a server can have.
psql -d postgres -c 'CREATE DATABASE server_only'
psql -d server_only 2>/dev/null <<'SQL' || true
CREATE TABLE t (a int);
INSERT INTO t VALUES (1), (1);
CREATE EXTENSION hstore;
CREATE VIEW of_extension AS SELECT 1 AS one;
ALTER EXTENSION hstore ADD VIEW of_extension;
CREATE TABLE dropped (a int, b int, c text);
ALTER TABLE dropped DROP COLUMN b;
CREATE INDEX dropped_c ON dropped (c);
CREATE VIEW v AS SELECT a FROM t;
\set ON_ERROR_STOP off
CREATE UNIQUE INDEX CONCURRENTLY invalid_index ON t (a);
SQL
read_schema "$(url server_only)" >"$scratch/live"
cat >"$scratch/expected" <<'END'
dropped column 000 a integer
dropped column 001 c text
dropped index name=dropped_c column=c
dropped table
t column 000 a integer
t index name=invalid_index column=a is unique invalid
t table
v view
END
sed -i 's/ *$//' "$scratch/live"
same "what only a server has" "$scratch/expected" "$scratch/live"

# Servers that cannot be read: a message that names server and trouble, exit 3, and no password.
# refused WHAT MESSAGE SCHEMA
refused() {
    local status=0
    ORMLINT_TEST_TIMEOUT=2 timeout 30 "$lines" postgresql "$3" >"$scratch/out" 2>&1 || status=$?
    [ "$status" -eq 3 ] || { echo "FAIL: $1: exit $status"; failed=1; }
    grep -q -e "$2" "$scratch/out" || { echo "FAIL: $1: says"; cat "$scratch/out"; failed=1; }
    ! grep -q 's3cr3t' "$scratch/out" || { echo "FAIL: $1: shows a password"; cat "$scratch/out"; failed=1; }
}
psql -d postgres -c "SET password_encryption = 'scram-sha-256'" -c "CREATE ROLE guarded LOGIN PASSWORD 'right'" -c 'CREATE DATABASE guarded'
sed -i '1i local guarded guarded scram-sha-256' "$scratch/postgres/data/pg_hba.conf"
psql -d postgres -c 'SELECT pg_reload_conf()' >/dev/null
sleep 0.3
refused "wrong password" 'password authentication failed for user "guarded"' "postgresql://guarded:s3cr3t@/guarded?host=$scratch/postgres"
refused "no password" 'no password supplied' "postgresql://guarded@/guarded?host=$scratch/postgres"
refused "no server" 'No such file or directory' "postgresql://me:s3cr3t@/shop?host=$scratch/nowhere"
refused "nothing listens" 'refused' "postgresql://me:s3cr3t@127.0.0.1:1/shop"
refused "no database" 'database "nowhere" does not exist' "$(url nowhere)"
refused "no schema" 'no schema of the search path is there' "$(url server_only nowhere)"
refused "bad URL" 'no connection string' "postgresql://me:s3%zzcr3t@localhost/shop"
python3 - "$scratch/port" <<'PYTHON' &
import socket, sys, time
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
open(sys.argv[1] + ".new", "w").write(str(listener.getsockname()[1]))
import os
os.rename(sys.argv[1] + ".new", sys.argv[1])
time.sleep(20)
PYTHON
silent=$!
while [ ! -e "$scratch/port" ]; do sleep 0.05; done
refused "a server that never answers" 'timeout expired' "postgresql://me:s3cr3t@127.0.0.1:$(cat "$scratch/port")/shop"
kill "$silent"
wait "$silent" 2>/dev/null || true

psql -d server_only -c 'BEGIN' -c 'LOCK TABLE pg_catalog.pg_enum IN ACCESS EXCLUSIVE MODE' -c 'SELECT pg_sleep(60)' >/dev/null 2>&1 &
locker=$!
until [ "$(psql -d postgres -Atc "SELECT count(*) FROM pg_locks WHERE relation = 'pg_enum'::regclass AND mode = 'AccessExclusiveLock'")" = 1 ]; do sleep 0.05; done
refused "a statement that takes too long" 'statement timeout' "$(url server_only)"
(
    until [ "$(psql -d postgres -Atc "SELECT count(*) FROM pg_locks WHERE relation = 'pg_enum'::regclass AND NOT granted")" = 1 ]; do sleep 0.05; done
    as postgres "$postgresql/pg_ctl" -D "$scratch/postgres/data" -m immediate stop >/dev/null
) &
killer=$!
refused "a server that dies" 'server closed the connection unexpectedly\|terminating connection' "$(url server_only)"
wait "$killer"
wait "$locker" 2>/dev/null || true
exit "$failed"
