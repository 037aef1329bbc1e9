#!/bin/bash
# The fixture runner sees every kind of mismatch, and --accept mends what may be mended. The tool under test is a stand-in that
# prints what the case tells it to.
# usage: runner.sh FIXTURES_PROGRAM
set -euo pipefail
runner=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

cat >"$scratch/tool" <<'TOOL'
#!/bin/bash
printf '%s\n' "$@" >arguments
cat given.json
cat given.err >&2 2>/dev/null || true
exit "$(cat given.exit)"
TOOL
chmod +x "$scratch/tool"

finding='{"rule": "a-rule", "line": 3}'
clean='{"diagnostics": [], "notices": []}'
faulty="{\"diagnostics\": [$finding], \"notices\": []}"
broken='{"diagnostics": [], "notices": [{"level": "error", "file": "a.h", "line": 1, "message": "m"}]}'

# given CASE EXIT REPORT [EXPECTATION]
given() {
    local folder=$scratch/fixtures/a-rule/$1
    mkdir -p "$folder"
    rm -f "$folder"/*
    echo "$2" >"$folder/given.exit"
    printf '%s' "$3" >"$folder/given.json"
    [ $# -lt 4 ] || echo "$4" >"$folder/expect.json"
}
reset() {
    rm -rf "$scratch/fixtures"
    given example 1 "$faulty" "[$finding]"
    given other 1 "$faulty" "[$finding]"
    given ok_example 0 "$clean"
    given ok_other 0 "$clean"
}
run() { "$runner" --ormlint "$scratch/tool" --fixtures "$scratch/fixtures" "$@" >"$scratch/log" 2>&1; }
# expects STATUS WORDS NAME [ARGUMENT...]: the runner ends with that status and says those words.
expects() {
    local wanted=$1 words=$2 name=$3 status=0
    shift 3
    run "$@" || status=$?
    if [ "$status" -ne "$wanted" ] || ! grep -F -- "$words" "$scratch/log" >/dev/null; then
        failed=$((failed + 1))
        echo "FAILED: $name: exit code $status, expected $wanted and: $words"
        sed 's/^/    /' "$scratch/log"
    fi
    reset
}

reset
expects 0 "5 test(s)" "all is as expected"
given other 1 "$faulty" '[{"rule": "a-rule", "line": 4}]'
expects 1 "- expected, not given:" "another finding"
given other 1 '{"diagnostics": [{"rule": "a-rule", "line": 3}, {"rule": "a-rule", "line": 9}], "notices": []}' "[$finding]"
expects 1 "+ given, not expected:" "one finding more"
given other 1 "{\"diagnostics\": [$finding, $finding], \"notices\": []}" "[$finding]"
expects 1 "in another order or number" "a finding twice"
given other 0 "$faulty" "[$finding]"
expects 1 "exit code 1 expected, 0 given" "a wrong exit code"
given other 99 "$faulty" "[$finding]"
expects 1 "exit code 1 expected, 99 given" "a crash behind the report"
given other 1 "$faulty"
expects 1 "no expect.json" "no expectation"
given other 1 "$faulty" "[$finding"
expects 1 "expect.json:2: " "a broken expectation"
given ok_other 1 "$faulty"
expects 1 "diagnostics differ: 0 expected, 1 given" "a finding in a correct case"
given ok_other 1 "$faulty" "[$finding]"
expects 1 'called `ok_`' "a correct case that expects a finding"
given ok_other 0 "$broken"
expects 1 "unexpected notice" "an error notice"
given ok_other 0 "no report"
expects 1 "the report is no JSON" "no report"
given ok_other 0 '{"diagnostics": []}'
expects 1 "lacks" "half a report"
given other 3 "$broken" '{"diagnostics": [], "exit": 3, "notices": [{"level": "error", "file": "a.h", "line": 1, "message": "m"}]}'
expects 0 "5 test(s)" "an expected failure"
given other 3 "$broken" '{"exit": 3, "notices": []}'
expects 1 "notices differ" "another notice"
given other 2 "" '{"exit": 2, "stderr": "no such rule"}'
echo "no such rule" >"$scratch/fixtures/a-rule/other/given.err"
expects 0 "5 test(s)" "an expected refusal"
given other 2 "" '{"exit": 2, "stderr": "no such rule"}'
expects 1 "standard error lacks: no such rule" "a refusal in silence"
rm -r "$scratch/fixtures/a-rule/other"
expects 1 "needs two faulty and two ok_ cases" "too few faulty cases"
rm -r "$scratch/fixtures/a-rule/ok_other"
expects 1 "needs two faulty and two ok_ cases" "too few correct cases"
mv "$scratch/fixtures/a-rule/example" "$scratch/fixtures/a-rule/renamed"
expects 1 "needs two faulty and two ok_ cases" "no example"
expects 2 "no such fixture" "no case of that name" a-rule/none
expects 0 "1 test(s)" "one case" a-rule/ok_other
project() {
    given other 0 "$1" "$2"
    mkdir -p "$scratch/fixtures/projects"
    mv "$scratch/fixtures/a-rule/other" "$scratch/fixtures/projects/shop"
    given other 1 "$faulty" "[$finding]"
}
project "$clean" "[]"
expects 0 "6 test(s)" "a correct project"
project "$faulty" "[]"
expects 1 "projects/shop" "a project with a fault"
project "$clean" '{"paths": ["src", "include"], "flags": ["-DX"]}'
run
tail -n 4 "$scratch/fixtures/projects/shop/arguments" | paste -sd ' ' | grep -x "src include -- -DX" >/dev/null || { echo "FAILED: paths"; failed=$((failed + 1)); }
! grep -x -- --select "$scratch/fixtures/projects/shop/arguments" || { echo "FAILED: a project is under every rule"; failed=$((failed + 1)); }
rm "$scratch/fixtures/projects/shop/expect.json"
expects 1 "no expect.json" "a project without expectation"

given other 1 "$faulty"
run --accept || { echo "FAILED: accept"; failed=$((failed + 1)); }
grep -F '"line": 3' "$scratch/fixtures/a-rule/other/expect.json" >/dev/null || { echo "FAILED: accept wrote nothing"; failed=$((failed + 1)); }
expects 0 "5 test(s)" "the accepted expectation"
given ok_other 1 "$faulty"
expects 1 "a correct case must give nothing" "a finding in a correct case is not accepted" --accept
given other 0 "$clean"
expects 1 "a faulty case must give something" "silence in a faulty case is not accepted" --accept
given other 3 "$broken"
expects 1 "write {} to expect.json first" "a failed run is not accepted" --accept
given other 3 "$broken" '{}'
run --accept && run || { echo "FAILED: a failed run with an object is accepted"; failed=$((failed + 1)); }

reset
run
grep -x -- --isolated "$scratch/fixtures/a-rule/example/arguments" >/dev/null || { echo "FAILED: not isolated"; failed=$((failed + 1)); }
touch "$scratch/fixtures/a-rule/example/.ormlint.yaml" "$scratch/fixtures/a-rule/example/compile_commands.json"
run
diff "$scratch/fixtures/a-rule/example/arguments" - <<'ARGUMENTS' || failed=$((failed + 1))
check
--format
json
--fail-on
info
-p
compile_commands.json
--select
a-rule
--config
.ormlint.yaml
.
ARGUMENTS
[ "$failed" -eq 0 ] && echo "the runner sees what it should"
