#!/bin/bash
# Installs the npm packages of the format tests into a folder, unless what the lock file names is there.
# usage: packages.sh SOURCE_FOLDER FOLDER
set -euo pipefail
from=$1/tests/formats folder=$2
if cmp -s "$from/package-lock.json" "$folder/installed"; then
    exit 0
fi
mkdir -p "$folder"
cp "$from/package.json" "$from/package-lock.json" "$folder/"
npm ci --prefix "$folder" --ignore-scripts --legacy-peer-deps --no-audit --no-fund
# What the package's own script would do.
chmod u+x "$folder"/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
cp "$from/package-lock.json" "$folder/installed"
