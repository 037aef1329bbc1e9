#!/bin/bash
# The problem matcher reads every line of a real concise report, and gets out of it what the JSON report says.
# usage: problem_matcher.sh BUILD_FOLDER SOURCE_FOLDER
set -euo pipefail
build=$1 source=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$source/fixtures/projects/shop-faulty"
# One rule is set to info, so that each level is there.
"$build/ormlint" --isolated --exit-zero --severity fk-unknown-target=info --quiet --format concise="$scratch/concise" \
    --format json="$scratch/json" .
/usr/bin/python3 - "$source/integrations/github/problem-matcher.json" "$scratch/concise" "$scratch/json" <<'PYTHON'
import json, re, sys

matchers = json.load(open(sys.argv[1]))["problemMatcher"]
lines = open(sys.argv[2]).read().splitlines()
findings = json.load(open(sys.argv[3]))["diagnostics"]
lines.append("ormlint: warning: about no file [some-rule]")
findings.append({"file": "ormlint", "line": None, "column": None, "severity": "warning", "message": "about no file", "rule": "some-rule"})
assert len(lines) == len(findings), (lines, findings)
assert {finding["severity"] for finding in findings} == {"error", "warning", "info"}, "a level is missing"


def read(line):
    """What each matcher that applies makes of the line."""
    for matcher in matchers:
        pattern, = matcher["pattern"]
        match = re.search(pattern["regexp"], line)
        if match:
            part = lambda name: match.group(pattern[name]) if name in pattern else matcher.get(name)
            yield [part(name) for name in ("file", "line", "column", "severity", "message", "code")]


levels = {"error": "error", "warning": "warning", "info": "notice"}  # what the runner knows
for line, finding in zip(lines, findings):
    found = list(read(line))
    assert len(found) == 1, f"{len(found)} matchers read: {line}"
    file, number, column, severity, message, code = found[0]
    place = [finding[name] and str(finding[name]) for name in ("line", "column")]
    assert [file, number, column, code] == [finding["file"], *place, finding["rule"]], (found, finding)
    assert severity == levels[finding["severity"]] and message.startswith(finding["message"]), (found, finding)
for line in ("3 errors, 1 warning; 2 files, 7 models, 17 columns in 0.14 s", "make: *** [Makefile:3: all] Error 1",
             "src/a.c:1:2: error: expected ';' after struct"):
    assert not list(read(line)), f"is no finding: {line}"
print(f"the problem matcher reads {len(lines)} lines")
PYTHON
