#!/bin/bash
# Second step of the GitHub action: runs ormlint, shows annotations, and writes the step's summary and outputs.
# Reads the inputs as ORMLINT_SRC, ORMLINT_ARGS, ORMLINT_SINCE, ORMLINT_FAIL_ON, ORMLINT_ANNOTATIONS, ORMLINT_STEP_SUMMARY and
# ORMLINT_SARIF_FILE, the base of the pull request as ORMLINT_BASE, and what the runner sets.
set -euo pipefail

# refuse MESSAGE: wrong use of the action.
refuse() {
    echo "::error title=ormlint::$1"
    exit 2
}

# words TEXT: divides at blanks and lines, quotes as in a shell, and nothing else of a shell; each word ends with NUL.
words() { xargs -r printf '%s\0' <<<"$1"; }

# choice NAME VALUE: the value must be true or false.
choice() { [[ $2 == true || $2 == false ]] || refuse "$1 is true or false"; }

choice annotations "$ORMLINT_ANNOTATIONS"
choice step-summary "$ORMLINT_STEP_SUMMARY"
reports=$(mktemp -d "$RUNNER_TEMP/ormlint-reports.XXXXXX")
trap 'rm -rf "$reports"' EXIT
words "$ORMLINT_ARGS" >"$reports/args" || refuse "args has an unmatched quote"
words "$ORMLINT_SRC" >"$reports/src" || refuse "src has an unmatched quote"
mapfile -d '' -t options <"$reports/args"
mapfile -d '' -t paths <"$reports/src"

# A name that begins with a dash is still a name. What the user adds comes last: it may end with `--` and flags of the compiler.
arguments=()
for path in "${paths[@]}"; do
    [[ $path != -* ]] || path=./$path
    arguments+=("$path")
done

# The report in the log is text, of which no line can be taken for a command; the commands follow in one piece.
arguments+=(--format text --format "github=$reports/commands" --format "json=$reports/report.json")
case $ORMLINT_FAIL_ON in
error | warning | info) arguments+=(--fail-on "$ORMLINT_FAIL_ON") ;;
never) arguments+=(--exit-zero) ;;
*) refuse "fail-on is error, warning, info or never" ;;
esac
[ -z "$ORMLINT_SARIF_FILE" ] || arguments+=(--format "sarif=$ORMLINT_SARIF_FILE")

since=$ORMLINT_SINCE
[ "$since" != base ] || since=${ORMLINT_BASE-}
if [ -n "$since" ]; then
    git rev-parse --verify --quiet --end-of-options "$since^{commit}" >/dev/null ||
        refuse "the revision to compare with is not in this clone; give actions/checkout \`fetch-depth: 0\`"
    arguments+=("--since=$since")
fi
[ "$ORMLINT_STEP_SUMMARY" = true ] || unset GITHUB_STEP_SUMMARY

status=0
ormlint check "${arguments[@]}" "${options[@]}" || status=$?
if [ "$ORMLINT_ANNOTATIONS" = true ] && [ -e "$reports/commands" ]; then
    cat "$reports/commands"
fi

# count NAME: that number of the report's summary.
count() { sed -nE "/\"summary\"/,/\}/s/.*\"$1\": *([0-9]+).*/\1/p" "$reports/report.json" | head -n 1; }
if [ -e "$reports/report.json" ]; then
    errors=$(count errors)
    {
        echo "findings=$((errors + $(count warnings) + $(count infos)))"
        echo "errors=$errors"
        # The next step may stand elsewhere. A name with a line break would add an output of its own.
        [ -z "$ORMLINT_SARIF_FILE" ] || [ ! -e "$ORMLINT_SARIF_FILE" ] ||
            echo "sarif-file=$(realpath -- "$ORMLINT_SARIF_FILE" | tr -d '\n')"
    } >>"$GITHUB_OUTPUT"
fi
exit $status
