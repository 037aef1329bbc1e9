#!/bin/bash
# Real schemas through SQLite's reader: the text, the database that SQLite makes of it, its dump and the snapshot say the same. Snapshots of the
# other dialects' text, too, are read back equal.
# usage: schema_sqlite.sh CATALOG BUILD_FOLDER
set -euo pipefail
catalog=$1
real_schemas_folder=$2/real-schemas
. "$(dirname "$0")/support/real_schemas.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
status=0

same() {
    cmp -s "$1" "$2" && return
    echo "FAILED: $3"
    diff "$1" "$2" | head -20
    status=1
}

# The readers agree on the files.
agree() {
    local name=$1 file
    shift
    rm -f s.db
    for file; do sqlite3 s.db <"$file"; done
    sqlite3 s.db .dump >dump.sql
    "$catalog" --bare sqlite "$@" >text
    "$catalog" --bare sqlite s.db >database
    "$catalog" --bare sqlite dump.sql >dump
    same text database "$name: text and database"
    same database dump "$name: database and its dump"
    [ "$(grep -c '"columns"' text)" -ge 1 ] || { echo "FAILED: $name: nothing was read"; status=1; }
}

# A snapshot of the snapshot is the same.
survives() {
    local name=$1 dialect=$2
    shift 2
    "$catalog" "$dialect" "$@" >one.json
    "$catalog" "$dialect" one.json >other.json
    same one.json other.json "$name: a snapshot's snapshot"
}

for name in $(real_schema_names sqlite); do
    mapfile -t files < <(real_schema sqlite "$name")
    agree "$name" "${files[@]}"
    survives "$name" sqlite "${files[@]}"
    survives "$name, database" sqlite s.db
done
exit $status
