#!/bin/bash
# The committed documents are those the tool makes.
# usage: docs.sh SOURCE_FOLDER BUILD_FOLDER
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
BUILD=$2 "$1/scripts/docs" "$scratch"
diff -ru --exclude='*.svg' "$1/docs" "$scratch" || { echo "docs/ is out of date: run scripts/docs"; exit 1; }
echo "$(find "$scratch" -name '*.md' | wc -l) documents are as the tool makes them"
