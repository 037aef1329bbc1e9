#!/bin/bash
# Models of cc_library targets are read and judged by Bazel: sandboxed and offline, with an ormlint that only the actions' inputs
# hold. A second machine that shares a cache runs nothing; a change runs what it has to do with, and no more; the findings
# are those of `ormlint check`.
# usage: bazel.sh BUILD_FOLDER SOURCE_FOLDER
set -euo pipefail
for package in bazel-bootstrap bazel-platforms bazel-rules-java bazel-rules-proto; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' $package 2>/dev/null)" = installed ] ||
        { echo "skipped: the package $package is not installed; Debian has it, scripts/setup --tests installs it there"; exit 77; }
done
here=$(dirname "$(realpath "$0")")
scratch=$(mktemp -d)
server=
bazel() { (cd "$1" && command bazel --output_user_root="$1/../root" --host_jvm_args=-Xmx384m "${@:2}"); }
finish() {
    for workspace in "$scratch/one/app" "$scratch/elsewhere/two/app"; do
        bazel "$workspace" shutdown >/dev/null 2>&1 || true
    done
    [ -z "$server" ] || kill "$server"
    chmod -R u+w "$scratch" && rm -rf "$scratch"
}
trap finish EXIT
fail() { echo "FAILED: $*"; grep -v linux-sandbox "$scratch/log" | tail -n 40; exit 1; }
cmake --install "$1" --prefix "$scratch/prefix" >/dev/null

mkdir -p "$scratch/cache"
"$here/http_cache.py" "$scratch/cache" "$scratch/port" &
server=$!

# Debian's Bazel wants these by name; its own rules_cc is too new for it.
mkdir -p "$scratch/rules_cc/cc"
touch "$scratch/rules_cc/BUILD" "$scratch/rules_cc/WORKSPACE" "$scratch/rules_cc/cc/BUILD"
for name in library binary test import proto_library toolchain toolchain_suite toolchain_alias; do
    echo "cc_$name = native.cc_$name"
done >"$scratch/rules_cc/cc/defs.bzl"
for name in fdo_prefetch_hints fdo_profile objc_library objc_import; do
    echo "$name = native.$name"
done >>"$scratch/rules_cc/cc/defs.bzl"
printf 'def %s(**_):\n    pass\n' cc_flags_supplier compiler_flag >>"$scratch/rules_cc/cc/defs.bzl"

# Every test wants this, of which only coverage makes use.
mkdir "$scratch/coverage"
touch "$scratch/coverage/WORKSPACE"
echo 'filegroup(name = "coverage_report_generator", visibility = ["//visibility:public"])' >"$scratch/coverage/BUILD"

# write_workspace FOLDER
write_workspace() {
    mkdir -p "$1/model" "$1/src"
    cd "$1"
    cat >WORKSPACE <<WORKSPACE
workspace(name = "app")
local_repository(name = "ormlint", path = "$2/integrations/bazel")
load("@ormlint//:repositories.bzl", "ormlint_installed")
ormlint_installed(name = "ormlint_installed", path = "$scratch/prefix/bin/ormlint")
WORKSPACE
    cat >.bazelrc <<BAZELRC
common --override_repository=rules_java=/usr/share/bazel/rules/java --override_repository=rules_proto=/usr/share/bazel/rules/proto
common --override_repository=platforms=/usr/share/bazel/tools/platforms --override_repository=rules_cc=$scratch/rules_cc
common --override_repository=remote_coverage_tools=$scratch/coverage
build --spawn_strategy=sandboxed --sandbox_default_allow_network=false --sandbox_block_path=$scratch/prefix
build --remote_cache=http://127.0.0.1:$(cat "$scratch/port") --subcommands --noshow_progress --color=no --curses=no
BAZELRC
    cat >BUILD <<'BUILD'
load("@ormlint//:ormlint.bzl", "ormlint_check", "ormlint_test")
ormlint_check(name = "models", deps = ["//src:user"], config = ".ormlint.yaml", fail_on = "info")
ormlint_check(name = "defaults", deps = ["//src:user"])
ormlint_test(name = "models_test", deps = ["//src:user"], config = ".ormlint.yaml", fail_on = "info")
exports_files([".ormlint.yaml"])
BUILD
    echo 'dialect: postgresql' >.ormlint.yaml
    cat >model/BUILD <<'BUILD'
cc_library(name = "team", hdrs = ["team.h"], deps = ["@ormlint_installed//:orm"], visibility = ["//visibility:public"])
BUILD
    cat >model/team.h <<'HEADER'
#pragma once
#include <stdint.h>
#include <ormlint/orm.h>

struct ORM_TABLE(teams) team {
    int64_t id ORM_COLUMN(primary_key);
};
HEADER
    cat >src/BUILD <<'BUILD'
genrule(name = "made", outs = ["made.h"], cmd = """cat >$@ <<'HEADER'
#include <stdint.h>
#include <ormlint/orm.h>
struct ORM_TABLE(made) made {
    int64_t id ORM_COLUMN(primary_key);
    int64_t team_id ORM_FOREIGN_KEY(teams.id) ORM_COLUMN(index);
};
HEADER""")
cc_library(
    name = "user",
    srcs = ["plain.c", "user.c", "user.h", ":made.h"],
    deps = [":part", "//model:team"],
    copts = ["-DHIDDEN '-DMODE=\"$(COMPILATION_MODE)\"'"],
    local_defines = ["WITH_USERS=1"],
    visibility = ["//visibility:public"],
)
cc_library(name = "part", srcs = ["part.cc"], hdrs = ["part.h"])
cc_library(name = "apart", srcs = ["apart.c"], visibility = ["//visibility:public"])
BUILD
    printf 'int plain(void);\nint plain(void) { return 1; }\n' >src/plain.c
    printf '#include "src/part.h"\n' >src/part.cc
    printf '#pragma once\n#include <ormlint/orm.h>\nnamespace part { template <class T> T part(T t) { return t; } }\n' >src/part.h
    printf 'int apart(void);\nint apart(void) { return 1; }\n' >src/apart.c
    printf '#include "src/user.h"\nint name(struct user *user) { return (int)user->id + mode[0]; }\n' >src/user.c
    cat >src/user.h <<'HEADER'
#pragma once
#include "model/team.h"
#if WITH_USERS && defined HIDDEN
static const char mode[] = MODE;
struct ORM_TABLE(users) user {
    int64_t id ORM_COLUMN(primary_key);
    int64_t team_id ORM_FOREIGN_KEY(teams.id) ORM_COLUMN(index);
};
#endif
HEADER
}

# builds WHY FOLDER TARGET [test], refuses WHY FOLDER TARGET [test]: builds or tests it; the log is in `log`
builds() { bazel "$2" "${4-build}" "$3" >"$scratch/log" 2>&1 || fail "$1: it does not build"; }
refuses() { ! bazel "$2" "${4-build}" "$3" >"$scratch/log" 2>&1 || fail "$1: it builds"; }
# processes KIND: how many actions the last build had done in that way
processes() { sed -n 's/^INFO: [0-9]* process[es]*: //p' "$scratch/log" | grep -oE "[0-9]+ $1" | grep -oE '^[0-9]+' || echo 0; }
# ran WHY SANDBOXED CACHED [FILE...]: so many actions ran, so many were in the cache; ormlint's are those about the files
ran() {
    local why=$1 sandboxed=$2 cached=$3
    shift 3
    [ "$(processes 'linux-sandbox|processwrapper-sandbox')/$(processes 'remote cache hit')" = "$sandboxed/$cached" ] ||
        fail "$why: not $sandboxed actions ran and $cached were in the cache"
    [ "$(sed -nE "s/^SUBCOMMAND: .*action '(Reading|Checking) the data models of ([^' ]*)'.*/\2/p" "$scratch/log" | sort | paste -sd ' ')" = "$*" ] ||
        fail "$why: not just those about $*"
}
change() { sed -i "$1" "$one/$2"; }

for ((i = 0; i < 100; i++)); do
    [ -e "$scratch/port" ] || sleep 0.1
done
one=$scratch/one/app two=$scratch/elsewhere/two/app
write_workspace "$one" "$2"
write_workspace "$two" "$2"
everything="//:models model/team.h src/made.h src/part.h src/plain.c src/user.c src/user.h"

builds "a correct program" "$one" //:models
ran "the first time" 8 0 $everything
! grep -ra "$scratch" "$one"/bazel-bin/*/*.ormlint || fail "a path of this machine stands in facts"
builds "a correct program in another place" "$two" //:models
ran "another machine that shares the cache" 0 8 $everything
builds "a test" "$two" //:models_test test
grep '<testcase .*name="missing-primary-key"' "$two/bazel-testlogs/models_test/test.xml" >/dev/null || fail "a test without its cases"
bazel "$two" shutdown >/dev/null 2>&1

builds "nothing changed" "$one" //:models
ran "nothing changed" 0 0
change '$a int more(void);' src/plain.c
builds "a source without models changed" "$one" //:models
ran "a source without models changed" 1 0 src/plain.c
change '$a struct ORM_TABLE(badges) badge { int64_t id ORM_COLUMN(primary_key); };' src/user.c
builds "a source with models changed" "$one" //:models
ran "a source with models changed" 2 0 //:models src/user.c
change '$a rules: {all: default}' .ormlint.yaml
builds "the configuration changed" "$one" //:models
ran "the configuration changed" 1 0 //:models

# Structs that the configuration maps to tables: extraction has to know.
change '$a struct badge_row { int64_t size; };' src/user.c
change '$a map: [{struct: "*_row", table: "*s"}]' .ormlint.yaml
echo 'build --@ormlint//:extract_config=//:.ormlint.yaml' >>"$one/.bazelrc"
refuses "a mapped struct without a key" "$one" //:models
grep '^src/user.c:4:.*missing-primary-key' "$scratch/log" >/dev/null || fail "no finding about the mapped struct"
sed -i '$d' "$one/.bazelrc" "$one/src/user.c" "$one/.ormlint.yaml"

# Findings: in the order of the report, and those of `check`.
change 's/teams.id/nowhere.id/' src/user.h
change 's/teams.id/clubs.id/' src/BUILD
refuses "a test of a faulty program" "$one" //:models_test test
grep 'fk-unknown-target' "$one/bazel-testlogs/models_test/test.log" >/dev/null || fail "a test that does not say what is wrong"
refuses "a faulty program" "$one" //:defaults
grep -E '^src/[a-z.]*:[0-9]+:[0-9]+: ' "$scratch/log" >"$scratch/linked" || fail "no findings"
cp -r "$one/src" "$one/model" "$scratch/cache"
cp -L "$one/bazel-bin/src/made.h" "$scratch/cache/src"
cd "$scratch/cache"
"$scratch/prefix/bin/ormlint" check --isolated -q -f concise src model -- -I. -DHIDDEN -DMODE='"fastbuild"' -DWITH_USERS=1 >"$scratch/checked" || true
cmp "$scratch/checked" "$scratch/linked" && [ "$(wc -l <"$scratch/linked")" -eq 2 ] || fail "check and Bazel differ: $(diff "$scratch/checked" "$scratch/linked")"
echo "Bazel reads and judges models, and shares what it read"
