#!/bin/bash
# Schemas that cannot be read, or not wholly, in each dialect: the run is incomplete (exit 3) and says why, at the place, and what could be read is
# there. No password is shown, however it is written.
# usage: schema_faults.sh ORMLINT SOURCE_FOLDER
set -euo pipefail
ormlint=$1 include=$2/include
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
status=0

fail() {
    echo "FAILED: $1"
    head -c 2000 output errors
    status=1
}
# incomplete NAME PATTERN VERB ARGUMENT...: ends with 3; what it prints has a line that matches, and the errors are no flood.
incomplete() {
    local name=$1 pattern=$2 code=0
    shift 2
    "$ormlint" "$@" >output 2>errors || code=$?
    [ "$code" -eq 3 ] || fail "$name: exit $code"
    grep -qE -- "$pattern" output errors || fail "$name: no line like $pattern"
    [ "$(wc -l <errors)" -lt 1000 ] || fail "$name: a flood"
    ! grep -q s3cr3t output errors || fail "$name: the password is shown"
}
tables() { grep -c '^  {"name": "t' output; }

cat >m.h <<'C'
#include <stdint.h>
#include <ormlint/orm.h>
struct ORM_TABLE(t1) t1 { int64_t id ORM_COLUMN(primary_key); };
C

for i in $(seq 1000); do echo "CREATE TABLE t$i (id BIGINT NOT NULL PRIMARY KEY);"; done >good.sql
sed '500s/.*/CREATE TABLE bad (id INT,, b INT);/' good.sql >bad.sql
head -c $(($(wc -c <good.sql) - 20)) good.sql >truncated.sql
awk 'BEGIN { srand(7); for (i = 0; i < 10000000; i++) printf "%c", 1 + int(rand() * 255) }' | LC_ALL=C tr -d '\000' >random.sql
printf '\000\377(' >>random.sql
for dialect in sqlite postgresql mysql; do
    incomplete "$dialect: one bad among 1000" '^bad.sql:500:' inspect --isolated --dialect $dialect --format json bad.sql
    "$ormlint" inspect --isolated --dialect $dialect --format json bad.sql --keep-going >output 2>errors || fail "$dialect: --keep-going"
    [ "$(tables)" -eq 999 ] || fail "$dialect: $(tables) tables"
    incomplete "$dialect: truncated" '^truncated.sql:1000:' inspect --isolated --dialect $dialect --format json truncated.sql
    incomplete "$dialect: 10 MB at random" 'random.sql' inspect --isolated --dialect $dialect random.sql
    incomplete "$dialect: its finding" '^bad.sql:500:.*\[schema-unreadable\]' check --isolated --dialect $dialect --format concise \
        --select drift-missing-table,schema-unreadable --schema bad.sql m.h -- -I"$include"
    [ "$(grep -c schema-unreadable output)" -eq 1 ] || fail "$dialect: more than one finding"
done

password() { incomplete "$1" "$2" check --isolated --schema "$1" m.h -- -I"$include"; }
password 'postgresql://me:s3cr3t@127.0.0.1:1/shop' 'postgresql://me@127.0.0.1:1/shop'
password 'postgresql://127.0.0.1:1/shop?user=me&password=s3cr3t' 'postgresql://127.0.0.1:1/shop\?user=me'
password 'postgresql:host=127.0.0.1 port=1 password=s3cr3t' 'postgresql:host=127.0.0.1 port=1'
password 'mysql://me:s3cr3t@127.0.0.1:1/shop' 'mysql://me@127.0.0.1:1/shop'
password 'oracle://me:s3cr3t@host/shop' 'oracle://me@host/shop'
exit $status
