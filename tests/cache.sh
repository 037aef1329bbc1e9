#!/bin/bash
# The cache: what it holds still holds, or it is not used; nothing that happens to it shows in a report.
# usage: cache.sh ORMLINT
set -euo pipefail
ormlint=$1
scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/xdg
status=0
fail() { echo "FAILED: $*"; status=1; }
mkdir "$scratch/project"
cd "$scratch/project"
printf '#pragma once\n#define WIDTH 20\n' >width.h
for name in a b c; do
    printf '#include "width.h"\nstruct ORM_TABLE(%ss) %s {\n    long id ORM_COLUMN(primary_key);\n    char name[WIDTH];\n    long other_id ORM_FOREIGN_KEY(others.id);\n};\n/* ormlint: allow fk-cycle */\n' $name $name >$name.h
done
# lint NAME OPTION...: the report as NAME
lint() { local name=$1; shift; "$ormlint" --isolated --exit-zero -q --format json="$scratch/$name" "$@" . 2>"$scratch/$name.log" || fail "$name: $(cat "$scratch/$name.log")"; }
same() { cmp -s "$scratch/$1" "$scratch/$2" || fail "$3"; }
entries() { find "$XDG_CACHE_HOME/ormlint" -type f -path '*/??/*' | sort; }
# Leaks cannot be looked for under strace.
needs_worker() {
    LD_PRELOAD= ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0" strace -f -qq -e trace=execve -o "$scratch/trace" \
        "$ormlint" --isolated --exit-zero -q . >/dev/null 2>&1 || fail "a warm run fails"
    grep -q ormlint-worker "$scratch/trace"
}

lint none --no-cache
[ ! -e "$XDG_CACHE_HOME" ] || fail "--no-cache leaves something behind"
lint cold; lint warm
same none cold "a cold run differs"; same none warm "a warm run differs"
[ "$(entries | wc -l)" -eq 2 ] || fail "not one entry of the unit and one of the verdict: $(entries)"
grep -q '^Signature: 8a477f597d28d172789f06886806bc55$' "$XDG_CACHE_HOME/ormlint/CACHEDIR.TAG" || fail "no CACHEDIR.TAG"
if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
    needs_worker && fail "a worker is started though nothing changed"
fi

# Content counts, not times: another content of the same size and time is seen, wherever it is.
cp -p width.h saved; sed -i 's/20/30/' width.h; touch -r saved width.h
lint changed; lint changed_none --no-cache
same changed changed_none "a changed include was not seen"
cp -p saved width.h; rm saved

# Damage of any kind: the report is the same, and the entry is made anew, be it of a unit or a verdict.
rm -rf "$XDG_CACHE_HOME"; lint again
for entry in $(entries); do
    cp "$entry" "$scratch/entry"
    size=$(stat -c %s "$entry")
    for at in 0 9 40 $((size / 2)) $((size - 1)); do
        cp "$scratch/entry" "$entry"
        printf '\377' | dd of="$entry" bs=1 seek="$at" conv=notrunc status=none
        lint damaged; same none damaged "damage at $at shows"
    done
    : >"$entry"; lint emptied; same none emptied "an empty entry shows"
    head -c $((size / 2)) "$scratch/entry" >"$entry"; lint cut; same none cut "a cut entry shows"
    lint mended; cmp -s "$entry" "$scratch/entry" || fail "a damaged entry was not made anew"
done
printf 'x' >"$XDG_CACHE_HOME/ormlint/toolchain"; lint toolchain; same none toolchain "a damaged record of the worker shows"

# A verdict holds for its settings only, wherever they are stated, and for nobody who wants more than findings.
for setting in "--ignore fk-unknown-target" "--severity fk-unknown-target=info" "--dialect mysql" "--set naming.pk=pk_%(table)s"; do
    # shellcheck disable=SC2086 # several words
    lint set $setting; lint set_again $setting; lint set_none --no-cache $setting
    same set set_none "$setting differs"; same set_again set_none "$setting differs in a warm run"
done
configured() { "$ormlint" --exit-zero -q --format json="$scratch/$1" "${@:2}" . || fail "with a configuration: $1"; }
printf 'rules:\n  fk-unknown-target: off\n' >.ormlint.yaml; configured off; configured off_again; same off off_again "a warm run with a configuration differs"
printf 'rules:\n  fk-unknown-target: info\n' >.ormlint.yaml; configured info; configured info_none --no-cache
same info info_none "a changed configuration was not seen"; cmp -s "$scratch/off" "$scratch/info" && fail "the configuration changes nothing"
rm .ormlint.yaml
"$ormlint" --isolated --dump=graph . | grep -q '"as"' || fail "no graph after a warm run"
"$ormlint" --isolated --diff . >"$scratch/diff" 2>/dev/null || true
[ -s "$scratch/diff" ] || fail "nothing to mend"
{ "$ormlint" --isolated --diff --no-cache . 2>/dev/null || true; } | cmp -s - "$scratch/diff" || fail "a warm run would mend something else"
"$ormlint" --isolated --exit-zero -q --timings -v . 2>&1 | grep -q duplicate-column || fail "--timings tells of no rule after a warm run"
"$ormlint" --isolated --exit-zero . 2>"$scratch/summary" >/dev/null; "$ormlint" --isolated --exit-zero --no-cache . 2>"$scratch/summary_none" >/dev/null
[ "$(sed 's/ in [0-9.]* s//' "$scratch/summary")" = "$(sed 's/ in [0-9.]* s//' "$scratch/summary_none")" ] || fail "another summary: $(cat "$scratch/summary" "$scratch/summary_none")"

# Many runs at once.
rm -rf "$XDG_CACHE_HOME"
for i in 1 2 3 4 5 6; do lint "run$i" & done
wait
for i in 1 2 3 4 5 6; do same none "run$i" "runs at once differ"; done
[ -z "$(find "$XDG_CACHE_HOME" -name '.tmp-*')" ] || fail "temporary files are left"

# A folder that cannot be made, written, or has no room left.
lint elsewhere --cache-dir "$scratch/own"; same none elsewhere "--cache-dir"
[ -s "$scratch/own/CACHEDIR.TAG" ] && [ -s "$scratch/own/.gitignore" ] || fail "--cache-dir is not used"
lint file --cache-dir "$scratch/none/inner"; same none file "a cache in a file"
lint nowhere --cache-dir /dev/null/cache; same none nowhere "a cache that cannot be made"
lint proc --cache-dir /proc/ormlint; same none proc "a cache where nothing can be written"
rm -rf "$XDG_CACHE_HOME"; (ulimit -f 0; trap '' XFSZ; "$ormlint" --isolated --exit-zero -q . >/dev/null 2>"$scratch/full.log") || fail "a full disk: $(cat "$scratch/full.log")"
[ -z "$(find "$XDG_CACHE_HOME" -name '.tmp-*')" ] || fail "a full disk leaves temporary files"
lint after; same none after "after a full disk"
# An unset, empty or relative variable is ignored.
HOME=$scratch/home XDG_CACHE_HOME=relative lint relative; same none relative "a relative XDG_CACHE_HOME"
[ -d "$scratch/home/.cache/ormlint" ] && [ ! -e relative ] || fail "a relative XDG_CACHE_HOME is used"

# What is incomplete is not kept: the missing file may come.
printf '#include "missing.h"\nstruct ORM_TABLE(ds) d { long id ORM_COLUMN(primary_key); };\n' >d.h
"$ormlint" --isolated -q . >/dev/null 2>&1 && fail "a missing include is no error" || true
: >missing.h; lint found; lint found_none --no-cache; same found found_none "an include that came later was not seen"
exit $status
