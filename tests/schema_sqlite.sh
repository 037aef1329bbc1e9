#!/bin/bash
# Real schemas through SQLite's reader: the text, the database that SQLite makes of it, its dump and the snapshot say the same; what `inspect` makes of
# them differs in nothing from them, and neither does the DDL of that. The DDL of whole programs, read back, differs in nothing from their models.
# Of the other dialects: snapshots are read back equal.
# usage: schema_sqlite.sh CATALOG ORMLINT BUILD_FOLDER SOURCE_FOLDER
set -euo pipefail
catalog=$1 ormlint=$2 source=$4
real_schemas_folder=$3/real-schemas
. "$(dirname "$0")/support/real_schemas.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
status=0

# load DATABASE: executes what comes in; a test's database need not reach the disk.
load() { sqlite3 -bail -cmd 'PRAGMA synchronous = OFF' "$1"; }

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
    for file; do load s.db <"$file"; done
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

# no_drift NAME MODELS SCHEMA...: no rule reports drift, and no migration leads from the schemas to the models.
no_drift() {
    local name=$1 models=$2 schema arguments=()
    shift 2
    for schema; do arguments+=(--schema "$schema"); done
    arguments+=(--isolated --dialect sqlite "$models" -- -I"$source/include")
    "$ormlint" check --select drift --ignore view-without-key --fail-on info "${arguments[@]}" >findings 2>&1 && "$ormlint" diff --exit-code "${arguments[@]}" >migration && return
    echo "FAILED: $name: drift"
    head -20 findings migration
    status=1
}

# into_database DATABASE MODELS: their DDL, executed by SQLite.
into_database() {
    rm -f "$1"
    "$ormlint" ddl --isolated --dialect sqlite "$2" -- -I"$source/include" >ddl.sql
    load "$1" <ddl.sql
}

# Lines of a header, but for its first, in no order: tables come in that of their creation. SQLite's DDL has one word for TIMESTAMP, and for integer keys,
# which then are the rowid.
lines() { tail -n +2 "$1" | sed 's/TIMESTAMP WITHOUT TIME ZONE/TIMESTAMP/; s/, autoincrement=false//' | sort; }

# The schema, as C, as DDL, and as C again.
there_and_back() {
    local name=$1
    shift
    "$ormlint" inspect --isolated --dialect sqlite "$@" >models.h
    no_drift "$name, inspected" models.h "$@"
    into_database back.db models.h
    no_drift "$name, back" models.h back.db
    "$ormlint" inspect --isolated back.db >back.h
    lines models.h >models.lines
    lines back.h >back.lines
    same models.lines back.lines "$name: as C and back"
}

for name in shop-sqlite tutorial; do
    into_database program.db "$source/fixtures/projects/$name"
    no_drift "$name" "$source/fixtures/projects/$name" program.db
    no_drift "$name, text" "$source/fixtures/projects/$name" ddl.sql
done
for dialect in postgresql mysql; do
    for name in $(real_schema_names "$dialect"); do
        mapfile -t files < <(real_schema "$dialect" "$name")
        survives "$name" "$dialect" "${files[@]}"
    done
done
for name in $(real_schema_names sqlite); do
    mapfile -t files < <(real_schema sqlite "$name")
    agree "$name" "${files[@]}"
    survives "$name" sqlite "${files[@]}"
    survives "$name, database" sqlite s.db
    there_and_back "$name" "${files[@]}"
done

# What real schemas have little of.
cat >hard.sql <<'SQL'
CREATE TABLE "p q" (id INTEGER PRIMARY KEY AUTOINCREMENT, n VARCHAR(30) NOT NULL DEFAULT 'x''y' COLLATE NOCASE, "a b", parent INT REFERENCES "p q", UNIQUE (n));
CREATE TABLE c (p_id INT CONSTRAINT fk REFERENCES "p q" (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, k TEXT,
  g TEXT AS (k || 'x') STORED, CHECK (k <> ''), CONSTRAINT pk PRIMARY KEY (k DESC)) WITHOUT ROWID, STRICT;
CREATE TABLE d (a NUMERIC(10, 2) DEFAULT -1.5, b BLOB, c TEXT DEFAULT (datetime('now')), PRIMARY KEY (a, b DESC));
CREATE UNIQUE INDEX i ON c (lower(k), p_id DESC) WHERE p_id > 0;
CREATE TABLE e (id INTEGER UNSIGNED NOT NULL, PRIMARY KEY (id));
CREATE TABLE f (id INTEGER NOT NULL PRIMARY KEY) WITHOUT ROWID;
SQL
there_and_back "hard ones" hard.sql
echo 'CREATE VIEW v AS SELECT k, p_id + 1 FROM c;' >>hard.sql # of which a model does not tell the query
agree "hard ones" hard.sql
survives "hard ones" sqlite hard.sql
"$ormlint" inspect --isolated --dialect sqlite hard.sql >models.h
no_drift "hard ones, view" models.h hard.sql

# The dialect that a text gives away is its own, or none.
decided=0
for dialect in postgresql sqlite mysql; do
    for name in $(real_schema_names "$dialect"); do
        mapfile -t files < <(real_schema "$dialect" "$name")
        found=$({ "$catalog" portable "${files[@]}" 2>/dev/null || true; } | sed -n 's/^ "dialect": "\(.*\)",$/\1/p')
        [ -n "$found" ] || continue
        decided=$((decided + 1))
        [ "$found" = "$dialect" ] || { echo "FAILED: $name, $dialect: taken for $found"; status=1; }
    done
done
[ "$decided" -ge 12 ] || { echo "FAILED: only $decided dialects decided"; status=1; }

# pdns: its schema, taken back to that of version 3.4, and the upgrades since, which lie in one folder: the schema again.
mapfile -t files < <(real_schema sqlite pdns)
mapfile -t upgrades < <(real_upgrades sqlite)
mkdir upgrades
cp "${upgrades[@]}" upgrades
cat >old.sql <<'SQL'
DROP INDEX catalog_idx; ALTER TABLE domains DROP COLUMN catalog; ALTER TABLE domains DROP COLUMN options;
ALTER TABLE records ADD COLUMN change_date INTEGER; ALTER TABLE cryptokeys DROP COLUMN published;
SQL
"$ormlint" inspect --isolated --dialect sqlite "${files[@]}" >new.h
"$ormlint" inspect --isolated --dialect sqlite "${files[@]}" old.sql >old.h
"$ormlint" inspect --isolated --dialect sqlite "${files[@]}" old.sql upgrades >upgraded.h
lines new.h >new.lines
lines upgraded.h >upgraded.lines
same new.lines upgraded.lines "pdns, upgraded"
! cmp -s new.h old.h || { echo "FAILED: pdns: nothing to upgrade"; status=1; }
exit $status
