# shellcheck shell=bash
# What the measurements share; to be sourced in the folder of the project. Sets BUILD (unless it is set, a Release build in
# build-bench/), ormlint, clang_version, clang, include and scratch, which is removed at the end; caches go into scratch.
export LC_ALL=C
shopt -s inherit_errexit
if [ -z "${BUILD-}" ]; then
    BUILD=build-bench
    cmake -S . -B "$BUILD" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_C_FLAGS=-g -DBUILD_TESTING=OFF >/dev/null
    cmake --build "$BUILD" >/dev/null
fi
ormlint=$(realpath "$BUILD/ormlint")
include=$PWD/include
# That there are no models in `include` is a problem to doctor, but not here.
clang_version=$({ "$ormlint" doctor --isolated include 2>/dev/null || true; } | sed -nE 's/.*libclang: version ([0-9]+).*/\1/p')
clang=$(command -v "clang-$clang_version" || command -v clang)
# tests/support/servers.sh, sourced before, has made one, and removes it when its servers have stopped.
if [ -z "${scratch-}" ]; then
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
fi
export XDG_CACHE_HOME=$scratch/cache

# cost COMMAND...: seconds of processor time, all threads and processes together, so that other load matters little. Fails when the
# command does.
cost() {
    /usr/bin/time -f '%U %S' -o "$scratch/time" "$@" >"$scratch/log" 2>&1 || { echo "failed: $*" >&2; tail "$scratch/log" >&2; return 1; }
    awk 'END { printf "%.2f\n", $1 + $2 }' "$scratch/time"
}
# least N COMMAND...: the least cost of N runs
least() { for ((run = 0; run < $1; run++)); do cost "${@:2}" || return 1; done | sort -n | head -n 1; }
ratio() { awk -v a="$1" -v b="$2" -v digits="${3-2}" 'BEGIN { printf "%.*f", digits, (b > 0 ? a / b : 0) }'; }
# The machine, as items of a list.
machine() {
    echo "- processor: $(nproc) x $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)"
    echo "- system: $(. /etc/os-release && echo "$PRETTY_NAME"), Linux $(uname -r | cut -d- -f1)"
    echo "- $("$ormlint" --version | head -1), libclang $clang_version, $(sed -n 's/^CMAKE_BUILD_TYPE:[A-Z]*=//p' "$BUILD/CMakeCache.txt" | sed 's/^$/RelWithDebInfo/') build"
}
