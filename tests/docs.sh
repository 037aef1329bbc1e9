#!/bin/bash
# The committed pages of the rules are those the tool prints.
# usage: docs.sh SOURCE_FOLDER ORMLINT
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
ORMLINT=$2 "$1/scripts/docs" "$scratch"
diff -ru "$1/docs/rules" "$scratch" || { echo "docs/rules is out of date: run scripts/docs"; exit 1; }
