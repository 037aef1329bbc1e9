#!/bin/bash
# The script of the GitLab job, run as a runner runs it, leaves a Code Quality report whether there are findings or not.
# usage: gitlab.sh BUILD_FOLDER SOURCE_FOLDER
set -euo pipefail
build=$1 source=$2 here=$(realpath "$(dirname "$0")")
. "$here/support.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "FAILED: $*"; cat "$scratch/log"; exit 1; }
mkdir "$scratch/project" "$scratch/bin"
ln -s "$build/ormlint" "$scratch/bin/ormlint"
cd "$scratch/project"

# job STATUS NAME=VALUE...: runs the job with these variables over its own; it must end with that status.
job() {
    local wanted=$1 words status=0
    shift
    rm -f gl-code-quality-report.json
    /usr/bin/python3 "$here/workflow_step.py" "$source/integrations/gitlab/ormlint.gitlab-ci.yml" ormlint >"$scratch/words"
    mapfile -d '' -t words <"$scratch/words"
    printf '%s' "${words[-1]}" >"$scratch/script.sh"
    unset 'words[-1]'
    env "${words[@]}" "$@" PATH="$scratch/bin:$PATH" CI_PROJECT_DIR="$PWD" sh -e "$scratch/script.sh" >"$scratch/log" 2>&1 || status=$?
    [ $status -eq "$wanted" ] || fail "the job ended with $status, not $wanted"
}

write_models models.h teams
job 0
[ "$(tr -d '[:space:]' <gl-code-quality-report.json)" = '[]' ] || fail "the report of a correct project"
write_models models.h nowhere
job 1
grep -F 'error[fk-unknown-target]' "$scratch/log" >/dev/null || fail "the log"
/usr/bin/python3 - gl-code-quality-report.json <<'PYTHON' || fail "the report: $(cat gl-code-quality-report.json)"
import json, sys
entry, = json.load(open(sys.argv[1]))
assert entry["check_name"] == "fk-unknown-target" and entry["description"] and entry["fingerprint"], entry
assert entry["severity"] in ("info", "minor", "major", "critical", "blocker"), entry
assert entry["location"]["path"] == "models.h", entry
line = entry["location"].get("lines", {}).get("begin") or entry["location"]["positions"]["begin"]["line"]
assert line == 9, entry
PYTHON
mkdir other
mv models.h other
job 0 ORMLINT_PATHS=other ORMLINT_ARGS='--ignore fk-unknown-target'
echo "the GitLab job works"
