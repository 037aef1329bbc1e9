#!/bin/bash
# A project that finds an installed ormlint checks its targets with ormlint_add_check, as part of its build with Ninja and with Make:
# findings fail the build, nothing is checked twice, whatever bears on the outcome makes it run again, and only what a change has
# to do with is read again. The findings are those of `ormlint check` over the same files.
# usage: cmake_check.sh BUILD_FOLDER
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "FAILED ($generator): $*"; cat log; exit 1; }
generator=none
cmake --install "$1" --prefix "$scratch/prefix" >/dev/null

mkdir -p "$scratch/project/include/shop" "$scratch/project/src"
cd "$scratch/project"
cat >include/shop/team.h <<'HEADER'
#include <stdint.h>
#include <ormlint/orm.h>

struct ORM_TABLE(teams) team {
    int64_t id ORM_COLUMN(primary_key);
};
HEADER
cat >src/user.c <<'SOURCE'
#include <shop/team.h>
#include "user.h"
#ifdef WITH_BADGES
struct ORM_TABLE(badges) badge {
    int64_t id ORM_COLUMN(primary_key);
    int64_t owner_id ORM_FOREIGN_KEY(people.id) ORM_COLUMN(index);
};
#endif
int main(void) { return 0; }
SOURCE
cat >src/user.h <<'HEADER'
#include <stdint.h>
#include <ormlint/orm.h>
struct ORM_TABLE(users) user {
    int64_t id ORM_COLUMN(primary_key);
    int64_t team_id ORM_FOREIGN_KEY(teams.id) ORM_COLUMN(index);
};
HEADER
printf '#include "plain.h"\nint plain(void) { return PLAIN; }\n' >src/plain.c
printf '#define PLAIN 1\nstruct note_row { long id; long user_id; };\n' >src/plain.h
cat >src/generate.cmake <<'SCRIPT'
file(WRITE ${OUTPUT} "#include <stdint.h>
#include <ormlint/orm.h>
struct ORM_TABLE(made) made { int64_t id ORM_COLUMN(primary_key); };
")
SCRIPT
cat >CMakeLists.txt <<'CMAKE'
cmake_minimum_required(VERSION 3.20)
project(shop C)
option(WITH_BADGES "more models" OFF)
find_package(ormlint 0.1 REQUIRED)
add_executable(shop src/user.c src/plain.c)
target_include_directories(shop PRIVATE include)
target_link_libraries(shop PRIVATE ormlint::orm)
if(WITH_BADGES)
  target_compile_definitions(shop PRIVATE WITH_BADGES)
endif()
ormlint_add_check(shop ALL FAIL_ON info ARGS --format concise)
ormlint_add_check(shop NAME lenient CONFIG lenient.yaml)

add_custom_command(OUTPUT made.c COMMAND ${CMAKE_COMMAND} -DOUTPUT=made.c -P ${CMAKE_CURRENT_SOURCE_DIR}/src/generate.cmake)
add_library(made OBJECT ${CMAKE_CURRENT_BINARY_DIR}/made.c)
target_link_libraries(made PRIVATE ormlint::orm)
ormlint_add_check(made shop NAME both)
CMAKE
echo 'rules: {all: off}' >lenient.yaml
echo 'dialect: postgresql' >.ormlint.yaml

configure() { cmake -S . -B "$build" -G "$generator" -DCMAKE_PREFIX_PATH="$scratch/prefix" "$@" >log 2>&1 || fail "cmake"; }
# passes|fails WHY [CMAKE_ARGUMENT...]: the build does; the log is in `log`.
passes() { local why=$1; shift; cmake --build "$build" "$@" >log 2>&1 || fail "$why"; }
fails() { local why=$1; shift; ! cmake --build "$build" "$@" >log 2>&1 || fail "$why"; }
ran() { grep -F "Checking the data models of shop" log >/dev/null || fail "not checked again: $1"; }
# read_again WHY FILE...: these were read again, and no other
read_again() {
    local why=$1
    shift
    [ "$(sed -n 's/.*Reading the data models of //p' log | sort | paste -sd ' ')" = "$*" ] || fail "read again: not just \`$*\`: $why"
}
idle() { ! grep -F "Checking the data models" log >/dev/null || fail "checked again: $1"; }
# A file's time must differ from the stamp's for Make to see it.
change() { sleep 0.05; sed -i "$1" "$2"; }

for generator in Ninja "Unix Makefiles"; do
    build=$scratch/build-${generator%% *}
    configure
    passes "a correct project"
    ran "the first time"
    read_again "the first time" src/plain.c src/user.c the headers of shop
    passes "a second build"
    idle "nothing changed"
    read_again "nothing changed"
    while IFS=: read -r file expected; do
        change '$a // changed' "$file"
        passes "$file changed"
        ran "$file changed"
        read_again "$file changed" $expected
        sed -i '$d' "$file"
        passes "$file is as it was"
    done <<FILES
include/shop/team.h:src/user.c the headers of shop
src/plain.h:src/plain.c the headers of shop
src/user.c:src/user.c
FILES

    for header in src/user.h:teams.id:nowhere.id include/shop/team.h:teams:squads; do
        IFS=: read -r file right wrong <<<"$header"
        change "s/$right/$wrong/" "$file"
        fails "a faulty $file is accepted"
        grep 'src/user.h:5:[0-9:]* error: .*\[fk-unknown-target\]' log >/dev/null || fail "the report on $file"
        fails "a faulty $file is accepted the second time"
        passes "the lenient check of a faulty $file" --target lenient
        change "s/$wrong/$right/" "$file"
        passes "$file is mended"
        ran "$file was mended"
    done

    change '1s/.*/rules: {all: default}/' .ormlint.yaml
    passes "another configuration"
    ran "the configuration changed"
    read_again "the configuration changed, which \`extract\` does not know"
    change '1s/.*/map: [{struct: "*_row", table: "*s"}]/; 2,$d' .ormlint.yaml
    fails "a mapped model without a key is accepted"
    read_again "structs are mapped" src/plain.c src/user.c the headers of shop
    "$scratch/prefix/bin/ormlint" check -p "$build" -f concise $(find src include -name '*.[ch]') >checked 2>/dev/null || true
    "$scratch/prefix/bin/ormlint" link -f concise @"$build/ormlint-shop.facts/facts.txt" >linked 2>/dev/null || true
    grep -F 'src/plain.h:2:' checked >/dev/null && cmp checked linked || fail "check and link differ: $(diff checked linked)"
    change 's/.*/rules: {all: default}/' .ormlint.yaml
    passes "nothing is mapped any more"
    configure -DWITH_BADGES=ON
    fails "the macro WITH_BADGES does not reach the check"
    grep 'src/user.c:6:.*people' log >/dev/null || fail "the report on the model behind a macro"
    configure -DWITH_BADGES=OFF
    passes "without the macro"
    passes "another target, sources that are generated" --target both
    grep -F "Checking the data models of made, shop" log >/dev/null || fail "both"
    sleep 0.05
    touch "$scratch/prefix/bin/ormlint"
    passes "another version of the tool"
    ran "the tool changed"
    passes "nothing left to do"
    idle "nothing changed at the end"
done

# refuses EXPECTED LINE...: a CMakeLists.txt that ends so is told what is wrong with it.
refuses() {
    local expected=$1
    shift
    mkdir -p "$scratch/wrong"
    { sed '/^ormlint_add_check(shop ALL/,$d' CMakeLists.txt | sed "s,src/,$PWD/src/,"; printf '%s\n' "$@"; } >"$scratch/wrong/CMakeLists.txt"
    ! cmake -S "$scratch/wrong" -B "$scratch/wrong/build" -G Ninja -DCMAKE_PREFIX_PATH="$scratch/prefix" >log 2>&1 ||
        fail "accepted: $*"
    tr -s ' \n' ' ' <log | grep -F "$expected" >/dev/null || fail "does not say: $expected"
}
generator=Ninja
refuses 'no target is named' 'ormlint_add_check(ALL)'
refuses '`shopp` is no target' 'ormlint_add_check(shopp)'
refuses 'FAIL_ON needs a value' 'ormlint_add_check(shop FAIL_ON)'
refuses 'has no C source' 'add_library(nothing INTERFACE)' 'ormlint_add_check(nothing)'
echo "checks as part of builds with Ninja and Make work"
