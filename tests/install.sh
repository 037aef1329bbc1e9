#!/bin/bash
# An installed tree works: the tool lints a project, and a program finds the header with pkg-config and with CMake.
# usage: install.sh BUILD_FOLDER
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "FAILED: $*"; exit 1; }

cmake --install "$1" --prefix "$scratch/first" >/dev/null
mv "$scratch/first" "$scratch/moved" # nothing in it may depend on its place
prefix=$scratch/moved
for file in bin/ormlint libexec/ormlint/ormlint-worker include/ormlint/orm.h share/pkgconfig/ormlint.pc share/cmake/ormlint/ormlintConfig.cmake \
    share/doc/ormlint/LICENSE share/man/man1/ormlint.1 share/bash-completion/completions/ormlint \
    share/zsh/site-functions/_ormlint share/fish/vendor_completions.d/ormlint.fish \
    share/ormlint/ormlint.schema.json share/ormlint/bazel/WORKSPACE share/ormlint/bazel/ormlint.bzl; do
    [ -s "$prefix/$file" ] || fail "$file is not installed"
done

# A tiny project, once correct and once with a foreign key to nowhere.
mkdir "$scratch/project"
cd "$scratch/project"
cat >models.h <<'MODELS'
#include <stdint.h>
#include <ormlint/orm.h>

struct ORM_TABLE(teams) team {
    int64_t id ORM_COLUMN(primary_key);
};
struct ORM_TABLE(users) user {
    int64_t id ORM_COLUMN(primary_key);
    int64_t team_id ORM_COLUMN(index) ORM_FOREIGN_KEY(teams.id);
};
MODELS
"$prefix/bin/ormlint" --isolated . >out 2>err || fail "exit code $? on a correct project: $(cat out err)"
[ ! -s out ] || fail "findings in a correct project: $(cat out)"
sed -i 's/teams.id/team_table.id/' models.h
status=0
"$prefix/bin/ormlint" --isolated --format concise . >out 2>err || status=$?
[ $status -eq 1 ] || fail "exit code $status on a faulty project: $(cat out err)"
grep '^models.h:9:.*\[fk-unknown-target\]' out >/dev/null || fail "fk-unknown-target not reported: $(cat out)"

cat >main.c <<'MAIN'
#include "models.h"

int main(void)
{
    struct user user = {1, 2};
    return user.id == 1 && ORM_VERSION_NUMBER > 0 ? 0 : 1;
}
MAIN
export PKG_CONFIG_PATH=$prefix/share/pkgconfig
cc $(pkg-config --cflags ormlint) main.c -o by-pkg-config
./by-pkg-config || fail "the program built with pkg-config"
[ "$(pkg-config --modversion ormlint)" = "$("$prefix/bin/ormlint" --version | grep -o '[0-9][0-9.]*' | head -1)" ] ||
    fail "pkg-config and the tool state different versions"

cat >CMakeLists.txt <<'CMAKE'
cmake_minimum_required(VERSION 3.20)
project(user C)
find_package(ormlint 0.1 REQUIRED)
add_executable(by-cmake main.c)
target_link_libraries(by-cmake PRIVATE ormlint::orm)
CMAKE
unset PKG_CONFIG_PATH
cmake -S . -B build -DCMAKE_PREFIX_PATH="$prefix" >log 2>&1 && cmake --build build >>log 2>&1 || fail "$(cat log)"
build/by-cmake || fail "the program built with CMake"
echo "installed files, tool, pkg-config and CMake package work"
