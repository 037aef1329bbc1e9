#!/bin/bash
# What all rules say of real schemas: no more and no less than the findings that were read one by one and are listed, with the reason why each is
# true, in real_findings.txt. The C that `inspect` prints and the schema itself (--lint-schema) are judged alike.
# Where the packages are of other versions than Debian 12's, what differs is told and is no failure.
# usage: real_findings.sh ORMLINT BUILD_FOLDER SOURCE_FOLDER
set -euo pipefail
ormlint=$(realpath "$1") source=$3
real_schemas_folder=$2/real-schemas
. "$source/tests/support/real_schemas.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
sed -E '/^(#|$)/d' "$source/tests/real_findings.txt" | sort >"$scratch/expected"

# found DIALECT NAME OPTION...: a line for each finding: dialect, schema, rule, table and, if it is about a part of it, that part.
found() {
    local dialect=$1 name=$2
    shift 2
    "$ormlint" check --isolated --exit-zero -q --dialect "$dialect" --format json="$scratch/report" "$@" >&2 || return 1
    python3 - "$dialect" "$name" "$scratch/report" <<'PYTHON'
import json
import sys

with open(sys.argv[3], encoding="utf-8") as file:
    report = json.load(file)
for finding in report["diagnostics"]:
    thing = finding["object"]
    parts = [thing["table"], thing["name"]] if thing["name"] and thing["name"] != thing["table"] else [thing["table"]]
    print(*sys.argv[1:3], finding["rule"], ".".join(parts))
PYTHON
}

cd "$scratch"
mkdir empty
for dialect in postgresql mysql sqlite; do
    for name in $(real_schema_names "$dialect"); do
        mapfile -t files < <(real_schema "$dialect" "$name")
        schemas=()
        for file in "${files[@]}"; do schemas+=(--schema "$file"); done
        "$ormlint" inspect --dialect "$dialect" "${files[@]}" >"$name.h" 2>"$scratch/log" || { cat "$scratch/log"; failed=1; }
        found "$dialect" "$name" "${schemas[@]}" -p "$source/tests/support/no-commands/compile_commands.json" "$name.h" -- \
            -I"$source/include" >>"$scratch/models" || { echo "FAILED: the C of $name ($dialect)"; failed=1; }
        rm "$name.h"
        (cd empty && found "$dialect" "$name" "${schemas[@]}" --lint-schema) >>"$scratch/schemas" || { echo "FAILED: $name ($dialect)"; failed=1; }
    done
done
for judged in models schemas; do
    sort "$scratch/$judged" | diff "$scratch/expected" - >"$scratch/difference" && continue
    echo "findings on the $judged are not those that are listed (<) in real_findings.txt:"
    cat "$scratch/difference"
    [ "$(. /etc/os-release && echo "$ID $VERSION_ID")" != "debian 12" ] || failed=1
done
exit "$failed"
