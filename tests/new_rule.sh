#!/bin/bash
# scripts/new-rule makes a rule that compiles, at the right place of the ledger, and refuses what is wrong.
# usage: new_rule.sh SOURCE_FOLDER
set -euo pipefail
source=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "FAILED: $*"; exit 1; }

mkdir -p "$scratch/scripts" "$scratch/rules"
cp "$source/scripts/new-rule" "$scratch/scripts/"
printf '/* The ledger. */\n\n/* mapping */\nRULE(first)\n\n/* key */\n\n/* meta */\nRULE(last)\n' >"$scratch/rules/rules.def"
new_rule() { "$scratch/scripts/new-rule" "$@" >"$scratch/log" 2>&1; }

new_rule second-rule mapping || fail "$(cat "$scratch/log")"
new_rule a-key key
new_rule drift-thing drift
diff "$scratch/rules/rules.def" - <<'LEDGER' || fail "the ledger"
/* The ledger. */

/* mapping */
RULE(first)
RULE(second_rule)

/* key */
RULE(a_key)

/* meta */
RULE(last)

/* drift */
RULE(drift_thing)
LEDGER

# A family that has no lines yet, at the end of the file.
new_rule second-drift drift
[ "$(tail -n 1 "$scratch/rules/rules.def")" = "RULE(second_drift)" ] || fail "the second rule of a new family"

for file in rules/mapping/second_rule.c fixtures/second-rule/example/models.h fixtures/second-rule/ok_example/models.h; do
    [ -s "$scratch/$file" ] || fail "$file is not made"
done
cc -std=gnu17 -Wall -Wextra -Werror -fsyntax-only -I"$source" $(pkg-config --cflags glib-2.0) \
    "$scratch/rules/mapping/second_rule.c" || fail "the new rule does not compile"

refuses() {
    cp "$scratch/rules/rules.def" "$scratch/before"
    ! new_rule "$@" || fail "new-rule $* is not refused"
    cmp "$scratch/rules/rules.def" "$scratch/before" || fail "new-rule $* changes the ledger"
}
refuses second-rule mapping
refuses first mapping
refuses Bad_Name mapping
refuses a-name nonsense
refuses a-name
echo "new rules are made and refused as they should"
