#!/bin/bash
# First step of the GitHub action: puts ormlint on the PATH of the steps that follow.
# Reads ORMLINT_VERSION (source or installed) and ORMLINT_ACTION_PATH (the sources), and of the runner RUNNER_TEMP and GITHUB_PATH.
set -euo pipefail

case $ORMLINT_VERSION in
installed)
    if ! command -v ormlint >/dev/null; then
        echo "::error title=ormlint::version: installed, but there is no ormlint on the PATH"
        exit 2
    fi
    ormlint --version
    exit
    ;;
source) ;;
*)
    echo "::error title=ormlint::version is \`source\` or \`installed\`; which version is built says the ref in \`uses:\`"
    exit 2
    ;;
esac

prefix=$RUNNER_TEMP/ormlint
build=$RUNNER_TEMP/ormlint-build
if ! [ -x "$prefix/bin/ormlint" ]; then
    echo "::group::Building ormlint"
    "$ORMLINT_ACTION_PATH/scripts/setup"
    cmake -S "$ORMLINT_ACTION_PATH" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF
    cmake --build "$build"
    cmake --install "$build" --prefix "$prefix"
    rm -rf "$build"
    echo "::endgroup::"
fi
echo "$prefix/bin" >>"$GITHUB_PATH"
"$prefix/bin/ormlint" --version
