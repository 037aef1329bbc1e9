#!/bin/bash
# scripts/setup asks for what is missing and nothing else. Packages, package tools and the user are stand-ins.
# usage: setup.sh SOURCE_FOLDER
set -euo pipefail
setup=$1/scripts/setup
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
bin=$scratch/bin
failed=0

mkdir "$bin"
for tool in bash env sed grep sort tail cat dirname tr; do ln -s "$(command -v "$tool")" "$bin/$tool"; done
stand_in() { printf '#!/bin/bash\n%s\n' "$2" >"$bin/$1" && chmod +x "$bin/$1"; }
for tool in gcc g++ cc git cmake make ninja pkg-config node npm chromium; do stand_in "$tool" 'exit 0'; done
debian() {
    stand_in dpkg-query "for name; do :; done; grep -qx -- \"\$name\" '$scratch/installed' && echo installed"
    stand_in apt-cache "case \$1 in policy) if grep -qx -- \"\$2\" '$scratch/available'; then echo '  Candidate: 1:14.0'; else echo '  Candidate: (none)'; fi ;;
        pkgnames) grep -- '^postgresql-server-dev' '$scratch/available' ;; esac"
    stand_in apt-get "echo \"\${AS-root}: \$*\" >>'$scratch/calls'"
    stand_in sudo 'AS=sudo exec "$@"'
    stand_in id 'echo 0'
    sed -nE 's/^(build|test)_packages="(.*)"$/\2/p' "$setup" | tr ' ' '\n' >"$scratch/installed" # programs among them do no harm
    printf '%s\n' libclang-{14,19}-dev clang-{14,19} libclang-rt-{14,19}-dev >>"$scratch/installed"
    printf '%s\n' libclang-{14,15,19}-dev clang-{14,15,19} libclang-rt-{14,15,19}-dev postgresql-server-dev-15 >"$scratch/available"
}
without() { grep -vE -- "$1" "$scratch/installed" >"$scratch/rest" || true; mv "$scratch/rest" "$scratch/installed"; }

# expects NAME STATUS CALLS [ARGUMENT...]: setup ends with that status, having called the package tool that way.
expects() {
    local name=$1 wanted=$2 calls=$3 status=0
    shift 3
    : >"$scratch/calls"
    PATH=$bin "$bin/bash" "$setup" "$@" >"$scratch/out" 2>&1 || status=$?
    # Whether the server's headers are there is a matter of this machine, not of the stand-ins.
    sed -i -E 's/ postgresql-server-dev-15//; /install.*recommends$/d' "$scratch/calls"
    if [ "$status" -ne "$wanted" ] || [ "$(cat "$scratch/calls")" != "$calls" ]; then
        failed=$((failed + 1))
        printf 'FAILED: %s: exit code %s\n--- calls:\n%s\n--- expected:\n%s\n--- said:\n%s\n' "$name" "$status" \
            "$(cat "$scratch/calls")" "$calls" "$(cat "$scratch/out")"
    fi
}
install="install -q -y --no-install-recommends"

debian
expects "nothing is missing" 0 ""
[ ! -s "$scratch/out" ] || { echo "FAILED: not silent"; failed=$((failed + 1)); }
without '^libjansson-dev$'
expects "a library is missing" 0 "root: update -q
root: $install libjansson-dev"
stand_in id 'echo 1000'
expects "the user is not root" 0 "sudo: update -q
sudo: $install libjansson-dev"
rm "$bin/sudo"
expects "the user is not root and has no sudo" 1 ""
grep -F 'libjansson-dev' "$scratch/out" >/dev/null || { echo "FAILED: does not say what to install"; failed=$((failed + 1)); }

debian
without clang
expects "no libclang: the newest" 0 "root: update -q
root: $install libclang-19-dev"
expects "the tests want the newest and the oldest" 0 "root: update -q
root: $install libclang-14-dev clang-14 libclang-rt-14-dev libclang-19-dev clang-19 libclang-rt-19-dev" --tests
echo libclang-15-dev >>"$scratch/installed"
expects "any libclang does for a build" 0 ""
expects "one libclang does not do for the tests" 0 "root: update -q
root: $install libclang-14-dev clang-14 libclang-rt-14-dev libclang-19-dev clang-19 libclang-rt-19-dev" --tests

# Ubuntu 22.04 has 14 and 15, and keeps the sanitizers' runtime in libclang-common.
debian
without 'clang'
printf '%s\n' libclang-{14,15}-dev clang-{14,15} >"$scratch/available"
expects "an older distribution" 0 "root: update -q
root: $install libclang-14-dev clang-14 libclang-15-dev clang-15" --tests

debian
expects "what Debian alone has is not missed elsewhere" 0 "" --tests
printf '%s\n' bazel-bootstrap bazel-platforms >>"$scratch/available"
echo bazel-platforms >>"$scratch/installed"
expects "what Debian alone has is installed there" 0 "root: update -q
root: $install bazel-bootstrap" --tests
expects "a build does without" 0 ""

debian
rm "$bin/apt-get" "$bin/ninja"
expects "another system" 1 ""
grep -F ninja "$scratch/out" >/dev/null || { echo "FAILED: does not name what is missing elsewhere"; failed=$((failed + 1)); }
stand_in ninja 'exit 0'
expects "another system that has it all" 0 ""
expects "an unknown option" 2 "" --nonsense
[ "$failed" -eq 0 ] && echo "setup asks for what it should"
