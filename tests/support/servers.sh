# Scratch servers for tests: PostgreSQL and MariaDB in a temporary folder, on Unix sockets, as unprivileged users. To be sourced, after `set -euo pipefail`.
# Sets $scratch, a folder that goes when the script ends, as the servers do. Cleaning of its own a script puts into a function `clean`.
scratch=$(mktemp -d)
chmod 755 "$scratch"
postgresql=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
mariadb_process=

# set_identity USER: the words in front of a command that make it run as that user where we are root; none where we are not.
set_identity() {
    identity=()
    [ "$(id -u)" -ne 0 ] || identity=(setpriv --reuid="$1" --regid="$1" --init-groups)
}
# as USER COMMAND...
as() {
    local identity
    set_identity "$1"
    "${identity[@]}" "${@:2}"
}
server_folder() {
    mkdir "$scratch/$1"
    [ "$(id -u)" -ne 0 ] || chown "$1" "$scratch/$1"
}
stop_servers() {
    ! declare -F clean >/dev/null || clean
    [ ! -d "$scratch/postgres/data" ] || as postgres "$postgresql/pg_ctl" -D "$scratch/postgres/data" -m immediate stop >/dev/null 2>&1 || true
    # its data are thrown away, so that it need not write them
    [ -z "$mariadb_process" ] || { kill -KILL "$mariadb_process"; wait "$mariadb_process"; } 2>/dev/null || true
    rm -rf "$scratch"
}
trap stop_servers EXIT

# Starts PostgreSQL; its socket lies in $scratch/postgres, the superuser is `tester`. As a URL: $(postgresql_url DATABASE).
start_postgresql() {
    server_folder postgres
    as postgres "$postgresql/initdb" -D "$scratch/postgres/data" -A trust -U tester -E UTF8 --no-sync >/dev/null
    as postgres "$postgresql/pg_ctl" -w -D "$scratch/postgres/data" -l "$scratch/postgres/log" \
        -o "-k $scratch/postgres -c listen_addresses= -c fsync=off -c full_page_writes=off" start >/dev/null
}
psql() { command psql -h "$scratch/postgres" -U tester -qX -v ON_ERROR_STOP=1 "$@"; }
postgresql_url() { printf 'postgresql://tester@/%s?host=%s' "$1" "$scratch/postgres"; }

# Starts MariaDB; its socket is $scratch/mysql/socket, the user `root` without password. As a URL: $(mysql_url DATABASE).
start_mariadb() {
    server_folder mysql
    as mysql mariadb-install-db --no-defaults --datadir="$scratch/mysql/data" --auth-root-authentication-method=normal >/dev/null 2>&1
    local identity
    set_identity mysql # not `as`: a function in the background has a shell around it, which would be what is killed
    "${identity[@]}" mariadbd --no-defaults --datadir="$scratch/mysql/data" --socket="$scratch/mysql/socket" --skip-networking \
        --innodb-flush-log-at-trx-commit=0 >"$scratch/mysql.log" 2>&1 &
    mariadb_process=$!
    local try
    for ((try = 0; try < 300; try++)); do [ -S "$scratch/mysql/socket" ] && break || sleep 0.1; done
}
mariadb() { command mariadb --no-defaults --socket="$scratch/mysql/socket" -uroot "$@"; }
mysql_url() { printf 'mysql://root@localhost/%s?socket=%s' "$1" "$scratch/mysql/socket"; }
