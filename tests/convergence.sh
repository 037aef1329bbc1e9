#!/bin/bash
# Models and schemas that differ (tests/convergence/*.pairs), in real databases of the three dialects with rows in them: each difference is reported
# once and at its place, `ormlint diff` makes it go, and `ormlint diff --down` brings the schema back.
# usage: convergence.sh ORMLINT SOURCE_FOLDER [PATTERN]     PATTERN: only pairs whose name has it
set -euo pipefail
ormlint=$(realpath "$1") source=$2
. "$source/tests/support/servers.sh"
start_postgresql & # it leaves no variable behind, as the other does
starting=$!
start_mariadb
wait "$starting"
python3 "$source/tests/convergence/run.py" "$ormlint" "$source" "$scratch" "${3-}"
