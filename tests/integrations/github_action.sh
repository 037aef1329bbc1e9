#!/bin/bash
# The steps of action.yml, run as a runner runs them: the scripts and their environment are read out of the file.
# usage: github_action.sh BUILD_FOLDER SOURCE_FOLDER
set -euo pipefail
build=$1 source=$2 here=$(realpath "$(dirname "$0")")
. "$here/support.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "FAILED: $*"; for file in "$scratch"/{log,output,summary}; do [ ! -e "$file" ] || { echo "--- $file"; cat "$file"; }; done; exit 1; }
isolate_git
export RUNNER_TEMP=$scratch/temp GITHUB_WORKSPACE=$scratch/project GITHUB_ACTIONS=true CI=true
export GITHUB_OUTPUT=$scratch/output GITHUB_STEP_SUMMARY=$scratch/summary GITHUB_PATH=$scratch/path
mkdir "$RUNNER_TEMP" "$GITHUB_WORKSPACE"
copy_sources "$source" "$scratch/action"

# step NUMBER STATUS INPUT=VALUE...: runs that step with these inputs; it must end with that status.
step() {
    local number=$1 wanted=$2 words status=0
    shift 2
    truncate --size 0 "$GITHUB_OUTPUT" "$GITHUB_STEP_SUMMARY" "$GITHUB_PATH"
    /usr/bin/python3 "$here/workflow_step.py" "$source/action.yml" "$number" "$@" "github.action_path=$scratch/action" >"$scratch/words" ||
        fail "action.yml"
    mapfile -d '' -t words <"$scratch/words"
    printf '%s' "${words[-1]}" >"$scratch/script.sh"
    unset 'words[-1]'
    (cd "$GITHUB_WORKSPACE" && env "${words[@]}" bash --noprofile --norc -eo pipefail "$scratch/script.sh") >"$scratch/log" 2>&1 || status=$?
    [ $status -eq "$wanted" ] || fail "step $number $* ended with $status, not $wanted"
}
says() { grep -F -- "$1" "$scratch/log" >/dev/null || fail "not in the log: $1"; }
silent_on() { ! grep -F -- "$1" "$scratch/log" >/dev/null || fail "in the log: $1"; }
output() { grep -Fx -- "$1" "$GITHUB_OUTPUT" >/dev/null || fail "not among the outputs: $1"; }
install() { step 0 "$@"; }
check() { step 1 "$@"; }

# Install: builds from the sources of the action, once for a job.
install 2 version=9.9.9
says '::error title=ormlint::version is'
install 0
built=$(cat "$GITHUB_PATH")
[ "$("$built/ormlint" --version)" = "$("$build/ormlint" --version)" ] || fail "another version was built"
install 0
silent_on 'Building ormlint'
PATH=/usr/bin:/bin install 2 version=installed
says 'there is no ormlint on the PATH'
export PATH=$built:$PATH
install 0 version=installed

cd "$GITHUB_WORKSPACE"
git init -q
write_models models.h teams
git add models.h
git commit -qm "models"
check 0
output findings=0
output errors=0
silent_on '::error'

write_models models.h nowhere
check 1 sarif-file=ormlint.sarif
says 'error[fk-unknown-target]' # for people who read the log
says '::error file=models.h,line=9,endLine=9,col=37,'
output findings=1
output errors=1
output "sarif-file=$GITHUB_WORKSPACE/ormlint.sarif"
grep fk-unknown-target "$GITHUB_STEP_SUMMARY" >/dev/null || fail "no summary"
/usr/bin/python3 - ormlint.sarif <<'PYTHON' || fail "the SARIF file"
import json, sys
run, = json.load(open(sys.argv[1]))["runs"]
result, = run["results"]
assert result["ruleId"] == "fk-unknown-target", result
place = result["locations"][0]["physicalLocation"]
assert place["artifactLocation"]["uri"] == "models.h" and place["region"]["startLine"] == 9, place
PYTHON
check 1 annotations=false step-summary=false
silent_on '::error'
[ ! -s "$GITHUB_STEP_SUMMARY" ] || fail "a summary that was not wanted"
check 0 fail-on=never
says '::error file=models.h'
check 0 args='--severity fk-unknown-target=warning'
output errors=0
check 1 args='--severity fk-unknown-target=warning' fail-on=warning
check 0 args="--set 'rules={fk-unknown-target: off}'"
check 1 'args=--dialect sqlite -- -DUNUSED'

# Inputs stay words: nothing in them is run, and no option is made of a path.
mkdir 'a folder' ./-v
mv models.h 'a folder'
check 1 "src='a folder'"
says '::error file=a folder/models.h'
mv 'a folder/models.h' ./-v
check 1 src=-v
mv ./-v/models.h .
check 3 'src=$(touch broken) `touch broken` ;touch broken'
check 2 'args=--severity $(touch${IFS}broken)'
[ ! -e broken ] || fail "an input was run as a command"
for wrong in fail-on=sometimes annotations=maybe step-summary=yes "args='" 'src="'; do
    check 2 "$wrong"
    says '::error title=ormlint::'
done

# A revision that a shallow clone lacks is told with its cure.
check 2 since=base github.event.pull_request.base.sha=0123456789012345678901234567890123456789
says 'fetch-depth: 0'
check 2 since=--output=broken
check 1 since=base # no pull request: everything
says '::error file=models.h'
echo "the steps of the action work"
