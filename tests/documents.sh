#!/bin/bash
# The manual page is sound roff, and the completions offer verbs, options, rules and formats in bash, zsh and fish.
# usage: documents.sh ORMLINT_DOCUMENT
set -euo pipefail
document=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
status=0
fail() { echo "FAILED: $*"; status=1; }

for program in groff man zsh fish; do
    command -v $program >/dev/null || fail "$program is not installed (scripts/setup does that)"
done
"$document" man >"$scratch/ormlint.1"
"$document" bash >"$scratch/ormlint.bash"
"$document" zsh >"$scratch/_ormlint"
"$document" fish >"$scratch/ormlint.fish"
touch "$scratch/ormlint" && chmod +x "$scratch/ormlint" # fish completes only commands that exist
PATH=$scratch:$PATH

"$document" nonsense 2>/dev/null && fail "an unknown kind of document is accepted"
"$document" man 2>/dev/null >/dev/full && fail "a document that cannot be written is no error"
warnings=$(groff -ww -man -Tutf8 "$scratch/ormlint.1" 2>&1 >/dev/null) && [ -z "$warnings" ] || fail "groff: $warnings"
warnings=$(man --warnings -l "$scratch/ormlint.1" 2>&1 >/dev/null) && [ -z "$warnings" ] || fail "man: $warnings"
MANWIDTH=80 man -l "$scratch/ormlint.1" | grep -q -- '-f, --format NAME\[=FILE\]' || fail "man shows no --format"

in_bash() { # words of the command line; prints what is offered
    bash --norc -c 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ormlint; echo "${COMPREPLY[*]}"' \
        "$scratch/ormlint.bash" "$@"
}
in_fish() { fish --no-config -c "source $scratch/ormlint.fish; complete -C '$1'" | cut -f1 | tr '\n' ' '; }

# in_zsh LINE EXPECTED: types LINE and a tab into an interactive shell and waits for the line EXPECTED.
in_zsh() {
    zsh -f -s -- "$scratch" "$1" "$2" <<'ZSH'
zmodload zsh/zpty
wait_for() {
    local got= piece
    for (( i = 0; i < 200; i++ )); do
        while zpty -r -t shell piece 2>/dev/null; do got+=$piece; done
        [[ ${got//$'\e['[0-9;?]#[a-zA-Z]/} == *$1* ]] && return 0
        sleep 0.05
    done
    print -r -- "${(V)got}"
    return 1
}
setopt extended_glob
zpty shell "TERM=xterm zsh -f -i"
zpty -w shell "stty -echo cols 200; PROMPT=; fpath=($1 \$fpath); autoload -Uz compinit; compinit -D -u; print REA''DY"
wait_for READY || exit 1
zpty -w -n shell "$2"$'\t'
wait_for "$3"; result=$?
zpty -d shell
exit $result
ZSH
}

# offers EXPECTED LINE: all three shells complete the last word of LINE to EXPECTED.
offers() {
    local expected=$1 line=$2 got
    local -a words
    read -ra words <<<"${line//=/ = }"
    got=$(in_bash "${words[@]}")
    [[ " $got " == *" $expected "* ]] || fail "bash: $line: $got"
    got=$(in_fish "$line")
    [[ " $got" == *"$expected "* ]] || fail "fish: $line: $got"
    got=$(in_zsh "$line" "$expected") || fail "zsh: $line: $got"
}
offers --exit-zero 'ormlint --exit'
offers doctor 'ormlint doc'
offers --isolated 'ormlint doctor --iso'
offers unknown-rule 'ormlint rule unknown-r'
offers unknown-rule 'ormlint --ignore unknown-r'
offers all,unknown-rule 'ormlint --ignore all,unknown-r'
offers json 'ormlint --format=j'
offers json 'ormlint check -f j'
offers mariadb 'ormlint --dialect mar'
offers verify 'ormlint config ver'

# A verb is offered its own options only.
[[ " $(in_bash ormlint rule --) " != *" --select "* ]] || fail "bash: rule has --select"
[[ " $(in_fish 'ormlint rule --') " != *" --select "* ]] || fail "fish: rule has --select"
[[ $(in_bash ormlint --severity all = warn) == warning ]] || fail "bash: no level after --severity RULE="
exit $status
