#!/bin/bash
# Real schemas of Debian packages in PostgreSQL and MySQL: the C that `inspect` prints of each compiles and is not different from it, and the
# `ddl` of that C, loaded into a database, makes a schema that is not different either. PostgreSQL's own headers are not different from its
# catalogs.
# usage: schemas.sh ORMLINT SOURCE_FOLDER
set -euo pipefail
ormlint=$(realpath "$1") source=$2
. "$source/tests/support/servers.sh"
. "$source/tests/support/real_schemas.sh"
failed=0
start_postgresql
start_mariadb

fail() {
    echo "FAILED: $1"
    head -n 60 "$2"
    failed=1
}

# load DIALECT NAME FILE: loads the file into a new database, and prints what --schema calls it.
load() {
    case $1 in
    postgresql) psql -c "CREATE DATABASE \"$2\"" postgres && psql -f "$3" "$2" >&2 && postgresql_url "$2" ;;
    mysql) { echo "CREATE DATABASE \`$2\`; USE \`$2\`;" && cat "$3"; } | mariadb && mysql_url "$2" ;;
    esac
}

# agrees WHAT MODELS DIALECT SCHEMA...: no difference between the models and the schema.
agrees() {
    local what=$1 models=$2 dialect=$3 schemas=()
    shift 3
    local schema
    for schema in "$@"; do schemas+=(--schema "$schema"); done
    "$ormlint" check --isolated --select drift --ignore view-without-key --dialect "$dialect" "${schemas[@]}" --fail-on info \
        -p "$source/tests/support/no-commands/compile_commands.json" "$models" -- -I"$source/include" >"$scratch/report" 2>&1 ||
        fail "$what" "$scratch/report"
}

for dialect in postgresql mysql; do # SQLite: schema_sqlite.sh
    for name in $(real_schema_names "$dialect"); do
        mapfile -t files < <(real_schema "$dialect" "$name")
        [ "${#files[@]}" -gt 0 ] || { echo "FAILED: no files of $name for $dialect"; failed=1; continue; }
        models=$scratch/$dialect-$name.h
        "$ormlint" inspect --dialect "$dialect" "${files[@]}" >"$models" 2>"$scratch/log" || fail "inspect of $name ($dialect)" "$scratch/log"
        cc -fsyntax-only -Wall -Werror -I"$source/include" -include "$models" -x c /dev/null 2>"$scratch/log" || fail "C of $name ($dialect)" "$scratch/log"
        agrees "$name ($dialect) and its own C" "$models" "$dialect" "${files[@]}"
        "$ormlint" ddl --isolated --dialect "$dialect" "$models" -- -I"$source/include" >"$scratch/ddl.sql" 2>"$scratch/log" ||
            fail "ddl of $name ($dialect)" "$scratch/log"
        loaded=$(load "$dialect" "$name" "$scratch/ddl.sql" 2>"$scratch/log") || { fail "$dialect does not take the ddl of $name" "$scratch/log"; continue; }
        agrees "$name ($dialect) and a database made of its C" "$models" "$dialect" "$loaded"
    done
done

# catalogs FOLDER: the drift between the headers in it and the server's catalogs.
headers=/usr/include/${postgresql#/usr/lib/}
headers=${headers%/bin}/server
catalogs() {
    "$ormlint" --config "$source/fixtures/projects/postgresql-catalogs/.ormlint.yaml" --select drift --fail-on info --format concise \
        --schema "$(postgresql_url postgres)&options=-csearch_path%3Dpg_catalog" "$1" -- -I"${1%/*}" -I"$headers" >"$scratch/report" 2>"$scratch/log"
}
catalogs "$headers/catalog" || fail "the headers of the catalogs" "$scratch/report"
cp -r "$headers/catalog" "$scratch/catalog"
sed -i 's/int16\(.*relnatts\)/int32\1/; s/\(bool.*relisshare\)d/\1/; /pg_class_tblspc_relfilenode_index/d' "$scratch/catalog/pg_class.h"
code=0
catalogs "$scratch/catalog" || code=$?
found=$(grep -o '\[[a-z-]*\]$' "$scratch/report" | sort | tr -d '\n')
[ "$code $found" = "1 [drift-index][drift-possible-rename][drift-type]" ] || fail "changed headers of the catalogs: $code $found" "$scratch/report"

exit "$failed"
