#!/bin/bash
# However the work is split up, the result is the same: many headers at once or one by one, one process or several, with
# an empty cache, a full one or none, in one run or in steps (extract, link --partial, link), in parts (--shard).
# usage: steps.sh ORMLINT SOURCE_FOLDER
set -euo pipefail
ormlint=$1
fixtures=$2/fixtures
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export XDG_CACHE_HOME=$scratch/cache
status=0
fail() { echo "FAILED: $*"; status=1; }

# lint OUT OPTION...: the findings and notices of a run; what else is said goes to OUT.log
lint() {
    local out=$1
    shift
    "$ormlint" "$@" --select all --format json="$out" --exit-zero -q >"$out.log" 2>&1 || true
    # only a run that reads sources knows the library, and may edit them
    sed -i -E 's/"libclang": [^}]*\}/}/; s/"fix": (null|\{.*\}), "fingerprint"/"fix": null, "fingerprint"/' "$out"
    [ -s "$out" ] || fail "no report of: $*: $(cat "$out.log")"
}
same() { cmp -s "$scratch/$1" "$scratch/$2" || { fail "$3"; diff "$scratch/$1" "$scratch/$2" | head -n 20; }; }

# compare NAME FOLDER...: the folders, in whatever pieces they are read; `common` and `configured` are options of every reading.
compared=0
compare() {
    local name=$1 part
    shift
    "$ormlint" check "${common[@]}" --no-cache --dump facts "$@" >"$scratch/together" 2>/dev/null || true
    "$ormlint" check "${common[@]}" --no-cache --one-by-one -j 1 --dump facts "$@" >"$scratch/apart" 2>/dev/null || true
    [ -s "$scratch/apart" ] || fail "$name: no facts"
    same together apart "$name: the facts of many headers at once are not those of each by itself"
    lint "$scratch/none" check "${common[@]}" --no-cache -j 1 "$@"
    lint "$scratch/cold" check "${common[@]}" "$@"
    lint "$scratch/warm" check "${common[@]}" "$@"
    same none cold "$name: a run that fills the cache differs from one without"
    same none warm "$name: a run from the cache differs from one without"
    for part in 1 2 3; do
        "$ormlint" extract "${common[@]}" --no-cache --shard $part/3 -o "$scratch/$part.facts" "$@" >"$scratch/log" 2>&1 || fail "$name: part $part: $(cat "$scratch/log")"
    done
    lint "$scratch/linked" link "${configured[@]}" "$scratch/3.facts" "$scratch/1.facts" "$scratch/2.facts" "$scratch/1.facts"
    same none linked "$name: the parts, linked, give something else"
    "$ormlint" link --partial -o "$scratch/12.facts" "$scratch/1.facts" "$scratch/2.facts"
    "$ormlint" link --partial -o "$scratch/12-3.facts" "$scratch/12.facts" "$scratch/3.facts"
    "$ormlint" link --partial -o "$scratch/31.facts" "$scratch/3.facts" "$scratch/1.facts" "$scratch/3.facts"
    "$ormlint" link --partial -o "$scratch/2-31.facts" "$scratch/2.facts" "$scratch/31.facts" "$scratch/12.facts"
    same 12-3.facts 2-31.facts "$name: another order of merging gives other facts"
    compared=$((compared + $#))
}

# The fixtures of the rules, some folders at a time (one by one is what the test `fixtures` does) ...
commands=(-p "$2/tests/support/no-commands/compile_commands.json")
common=(--isolated "${commands[@]}") configured=(--isolated)
cd "$fixtures"
mapfile -t folders < <(ls -d -- */ | grep -v '^projects/')
for ((first = 0; first < ${#folders[@]}; first += 12)); do
    compare "from ${folders[first]}" "${folders[@]:first:12}"
done
# ... and whole projects, with their own settings.
common=("${commands[@]}") configured=()
for folder in "$fixtures"/projects/*/; do
    cd "$folder"
    compare "$folder" .
done
[ $compared -gt 50 ] || fail "only $compared folders were compared"
echo "$compared folders compared"

# Sources one by one, as a build does it. Two copies of a tree in different places give the same bytes.
for copy in one two/deeper; do
    mkdir -p "$scratch/$copy/src" "$scratch/$copy/include"
    cd "$scratch/$copy"
    printf '#pragma once\n#include <stdint.h>\n#include <ormlint/orm.h>\nstruct ORM_TABLE(teams) team {\n    int64_t id ORM_COLUMN(primary_key);\n};\n' >include/team.h
    printf '#include "team.h"\nstruct ORM_TABLE(users) user {\n    int64_t id ORM_COLUMN(primary_key);\n    int64_t team_id ORM_FOREIGN_KEY(clubs.id);\n};\n' >src/user.c
    printf '#include "team.h"\nstruct ORM_TABLE(notes) note {\n    long id ORM_COLUMN(primary_key);\n' >"src/bro ken.c"
    "$ormlint" extract -o user.facts -MF user.d src/user.c -- -Iinclude
    "$ormlint" extract -o broken.facts --depfile broken.d "src/bro ken.c" -- -Iinclude || fail "a compile error is no reason to fail"
    "$ormlint" extract -o mapped.facts "$PWD/src/user.c" -- -I"$PWD/include" -ffile-prefix-map="src/=srcs/" || fail "prefix map"
done
same one/user.facts two/deeper/user.facts "the place of a tree shows in its facts"
same one/mapped.facts two/deeper/mapped.facts "the place of a tree shows in mapped facts"
cd "$scratch/one"
! grep -qa "$scratch" ./*.facts || fail "a path of this machine stands in facts"
grep -qx 'user.facts: \\' user.d && grep -qx '  src/user.c \\' user.d && grep -q '^  include/team.h' user.d || fail "dependency file: $(cat user.d)"
grep -q '  src/bro\\ ken.c' broken.d || fail "dependency file: $(cat broken.d)"
code=0; "$ormlint" link --isolated -f concise user.facts >linked 2>err || code=$?
[ $code -eq 1 ] && grep -q '^src/user.c:4:.*fk-unknown-target' linked || fail "link of a faulty source: $code $(cat linked err)"
code=0; "$ormlint" link --isolated user.facts broken.facts >linked 2>err || code=$?
[ $code -eq 3 ] && grep -q "^src/bro ken.c:[0-9:]* error:" err || fail "link does not tell the compile error: $code $(cat err)"
printf 'user.facts\n' >list; mkdir -p folder/inner; cp user.facts folder/inner/
for operand in @list folder; do
    code=0; "$ormlint" link --isolated -f concise $operand >again 2>err || code=$?
    "$ormlint" link --isolated -f concise user.facts >linked 2>/dev/null || true
    cmp -s again linked || fail "link $operand: $code $(cat again err)"
done
"$ormlint" link --isolated -f concise mapped.facts >mapped 2>/dev/null || true
grep -q '^srcs/user.c:4:' mapped || fail "the prefix was not mapped: $(cat mapped)"

# Under the commands of a database instead of flags, and with a configuration that is named: the same, from there; what was not
# named does not matter.
printf '[{"directory": "%s", "file": "src/user.c", "command": "cc -Iinclude -c src/user.c"},
 {"directory": "%s", "file": "src/user.c", "command": "cc -DOTHER -Iinclude -c src/user.c"}]' "$PWD" "$PWD" >compile_commands.json
printf 'dialect: no such\n' >.ormlint.yaml
printf 'map: [{struct: "*_row", table: "*s"}]\n' >map.yaml
printf 'struct note_row { long id; };\n#include "team.h"\n' >src/row.c
"$ormlint" extract -o "$PWD/commands.facts" -MF commands.d -p . src/user.c || fail "extract under the commands of a database"
grep -qx "  $PWD/include/team.h.*" commands.d || fail "names in a dependency file of an absolute target: $(cat commands.d)"
"$ormlint" check --isolated -p . --dump graph src/user.c >checked 2>/dev/null || true
"$ormlint" link --isolated --dump graph commands.facts >linked 2>/dev/null || true
[ -s checked ] && cmp -s checked linked || fail "commands of a database: $(diff checked linked)"
"$ormlint" extract -o row.facts --config map.yaml src/row.c -- -Iinclude || fail "extract with a configuration that is named"
code=0; "$ormlint" link --config map.yaml -f concise row.facts >linked 2>err || code=$?
[ $code -eq 1 ] && grep -q '^src/row.c:1:.*missing-primary-key' linked || fail "mapped structs: $code $(cat linked err)"
printf 'include\nsrc/user.c\n' >paths
"$ormlint" extract --shard 1/1 --isolated -o part.facts -MF part.d @paths || fail "extract of a part with a list"
"$ormlint" extract --shard 1/1 --isolated -o listed.facts include src/user.c || fail "extract of a part"
cmp part.facts listed.facts || fail "a list of paths is not what it names"
grep -qx '  include/team.h.*' part.d && grep -qx '  src/user.c.*' part.d || fail "dependency file of a part: $(cat part.d)"
rm .ormlint.yaml compile_commands.json

# What is no file of facts is told with its name, and makes the run incomplete.
head -c 100 user.facts >cut.facts; printf 'int x;\n' >no.facts
for file in cut.facts no.facts missing.facts; do
    code=0; "$ormlint" link --isolated $file user.facts >out 2>err || code=$?
    [ $code -eq 3 ] && grep -q "error: .*$file" err || fail "link of $file: $code $(cat err)"
    code=0; "$ormlint" link --partial -o out.facts $file user.facts >out 2>err || code=$?
    [ $code -eq 3 ] && [ ! -e out.facts ] || fail "link --partial of $file: $code $(cat err)"
done
# usage OPTION...: wrong usage
usage() { code=0; "$ormlint" "$@" >out 2>err || code=$?; [ $code -eq 2 ] || fail "exit code $code of: $*: $(cat err)"; }
usage extract src/user.c
usage extract -o x.facts
usage extract -o x.facts src/user.c src/user.c
usage extract -o x.facts --shard 0/2 .
usage extract -o x.facts --shard 3/2 .
usage extract -o x.facts --shard two .
usage extract -o x.facts src
usage extract -o x.facts --config src/user.c src/user.c
usage link
usage link --partial user.facts
usage link -o x.facts user.facts
code=0; "$ormlint" extract -o x.facts src/none.c 2>err || code=$?
[ $code -eq 3 ] && grep -q none.c err || fail "extract of no source: $code $(cat err)"
code=0; "$ormlint" extract -o no/such/x.facts src/user.c -- -Iinclude 2>err || code=$?
[ $code -eq 3 ] || fail "extract to nowhere: $code"
exit $status
