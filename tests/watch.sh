#!/bin/bash
# `ormlint --watch`: a report at once, another after a change of a source, none after a change of something else.
# usage: watch.sh ORMLINT
set -euo pipefail
ormlint=$(realpath "$1")
scratch=$(mktemp -d)
trap 'kill "$watcher" 2>/dev/null || true; rm -rf "$scratch"' EXIT
mkdir "$scratch/src"
cd "$scratch"

model() {
    printf '#include <ormlint/orm.h>\nstruct ORM_TABLE(things) thing {\n    long long id %s;\n};\n' "$1" >src/.new
    mv src/.new src/thing.h # as editors do
}
fail() { echo "FAILED: $*"; cat err out; exit 1; }
# rounds N: waits until N runs have ended.
rounds() {
    for ((i = 0; i < 200; i++)); do
        [ "$(grep -c '^watching' err)" -lt "$1" ] || return 0
        sleep 0.1
    done
    fail "no run number $1"
}

model 'ORM_COLUMN(primary_key)'
: >err
"$ormlint" --isolated --watch --format concise --format json=src/report.json src >out 2>err &
watcher=$!
rounds 1
[ ! -s out ] || fail "a finding on a correct model"

model ''
rounds 2
grep -q 'missing-primary-key' out || fail "the change was not seen"

: >src/notes.txt # what is no source starts nothing, nor does the report
sleep 1
[ "$(grep -c '^watching' err)" -eq 2 ] || fail "a run without a change"

model 'ORM_COLUMN(primary_key)'
rounds 3
[ "$(grep -c 'missing-primary-key' out)" -eq 1 ] || fail "the mended model was reported"
kill -0 "$watcher" || fail "it does not watch any more"
