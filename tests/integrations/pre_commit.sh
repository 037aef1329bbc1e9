#!/bin/bash
# pre-commit itself, with the hooks from a clone of the sources: it builds the program without a package index, refuses a commit
# that breaks a foreign key or the configuration, and lets the others pass.
# usage: pre_commit.sh BUILD_FOLDER SOURCE_FOLDER
set -euo pipefail
build=$1 source=$2
. "$(dirname "$0")/support.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "FAILED: $*"; [ ! -e "$scratch/log" ] || cat "$scratch/log"; exit 1; }
isolate_git
export PRE_COMMIT_HOME=$scratch/cache PRE_COMMIT_COLOR=never PIP_DISABLE_PIP_VERSION_CHECK=1
export PIP_NO_INDEX=1 # whatever asks an index fails
# Not another Python that somebody installed by hand.
export PATH=/usr/bin:/bin:/usr/sbin:/sbin

copy_sources "$source" "$scratch/ormlint"
git -C "$scratch/ormlint" init -q
git -C "$scratch/ormlint" add -A
git -C "$scratch/ormlint" commit -qm "a release"
git -C "$scratch/ormlint" tag v0
pre-commit validate-manifest "$scratch/ormlint/.pre-commit-hooks.yaml" >"$scratch/log" 2>&1 || fail "the manifest"

# hooks ID...: the repository uses these.
hooks() {
    printf 'repos:\n- repo: %s\n  rev: v0\n  hooks:\n' "$scratch/ormlint" >.pre-commit-config.yaml
    printf '  - id: %s\n' "$@" >>.pre-commit-config.yaml
    git add .pre-commit-config.yaml
}
# refused|accepted WHY: the commit of what is staged. When refused, everything is taken back.
refused() {
    if git commit -m "$1" >"$scratch/log" 2>&1; then fail "committed: $1"; fi
    grep -F "$2" "$scratch/log" >/dev/null || fail "does not say \`$2\`: $1"
    git reset -q --hard
}
accepted() { git commit -m "$1" >"$scratch/log" 2>&1 || fail "refused: $1"; }

mkdir "$scratch/project"
cd "$scratch/project"
git init -q
hooks ormlint ormlint-config-verify
pre-commit install >"$scratch/log"
pre-commit install-hooks >"$scratch/log" 2>&1 || fail "the hooks cannot be built"
program=$(find "$PRE_COMMIT_HOME" -path '*/bin/ormlint' -type f)
[ "$("$program" --version)" = "$("$build/ormlint" --version)" ] || fail "the hook's program is another version"

write_models models.h teams
git add models.h
accepted "correct models"
grep 'ormlint\.*Passed' "$scratch/log" >/dev/null || fail "the hook did not run"
sed -i 's/teams\.id/groups.id/' models.h
git add models.h
refused "a foreign key to nowhere" 'error[fk-unknown-target]: foreign key of `users.team_id` names table `groups`'
# What breaks the key is the renaming of the other end, in a file of its own.
write_models all.h teams
sed -n '1,6p' all.h >team.h
{ sed -n '1,3p' all.h; sed -n '7,$p' all.h; } >user.h
git rm -q models.h
git add team.h user.h
rm all.h
accepted "a file for each model"
sed -i 's/ORM_TABLE(teams)/ORM_TABLE(squads)/' team.h
git add team.h
refused "the other end renamed" 'user.h:6:'
# Only what is committed counts: a fault that is not staged is put aside.
sed -i 's/ORM_TABLE(teams)/ORM_TABLE(squads)/' team.h
echo '/* a comment */' >>user.h
git add user.h
accepted "an unrelated change"
git checkout -q team.h
echo text >notes.txt
git add notes.txt
accepted "no model at all"
grep 'ormlint\.*(no files to check)Skipped' "$scratch/log" >/dev/null || fail "the hook ran on a text"

echo 'rules: {unmaped-field: off}' >.ormlint.yaml
git add .ormlint.yaml
refused "an unknown rule" 'did you mean `unmapped-field`?'
echo 'rules: {unmapped-field: off}' >.ormlint.yaml
git add .ormlint.yaml
accepted "a known rule"

# The same with an installed program.
mkdir "$scratch/bin"
ln -s "$build/ormlint" "$scratch/bin/ormlint"
hooks ormlint-system
PATH=$scratch/bin:$PATH accepted "another hook"
sed -i 's/ORM_TABLE(teams)/ORM_TABLE(squads)/' team.h
git add team.h
PATH=$scratch/bin:$PATH refused "the installed program finds it" '[fk-unknown-target]'
echo "pre-commit refuses what it should"
