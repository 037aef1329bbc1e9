#!/bin/bash
# A crash or hang of the worker costs the file that caused it. For a build with ORMLINT_DEVELOPER, whose worker can be made
# to do either. usage: workers.sh ORMLINT
set -euo pipefail
ormlint=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
status=0
fail() { echo "FAILED: $*"; status=1; }
for i in 1 2 3 4 5 6 7; do
    printf 'struct ORM_TABLE(t%s) t%s { long id ORM_COLUMN(primary_key); };\n' $i $i >m$i.h
done
run() { code=0; "$ormlint" --isolated --no-cache --format json=report "$@" . 2>err || code=$?; }
ORMLINT_WORKER_CRASH=m4.h run
[ $code -eq 3 ] && grep -q '^m4.h: error: libclang crashed while it read the file' err || fail "crash: $code $(cat err)"
grep -q '"models": 6' report && grep -q '"files": 7' report || fail "crash: $(grep summary report)"
[ "$(grep -c 'error:' err)" -eq 1 ] || fail "crash: more than one file is told: $(cat err)"
ORMLINT_WORKER_CRASH=m run -j 3
[ $code -eq 3 ] && [ "$(grep -c 'crashed' err)" -eq 7 ] || fail "crash of all: $code $(cat err)"
ORMLINT_WORKER_HANG=m2.h ORMLINT_WORKER_TIMEOUT=1 run
[ $code -eq 3 ] && grep -q '^m2.h: error: libclang did not finish within 1 s' err || fail "hang: $code $(cat err)"
grep -q '"models": 6' report || fail "hang: $(grep summary report)"
cp "$ormlint" ./ormlint-alone
code=0; ./ormlint-alone --isolated --no-cache . >out 2>err || code=$?
[ $code -eq 3 ] && grep -q 'error: the program that reads C (.*) is missing' err || fail "no worker: $code $(cat err)"
code=0; ./ormlint-alone rule fk-cycle >out 2>err || code=$?
[ $code -eq 0 ] || fail "explaining a rule needs no worker"
exit $status
