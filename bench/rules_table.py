"""The table of bench/rules, from the times that ormlint told and the files that callgrind wrote.

usage: rules_table.py TIMES SMALL_MODELS SMALL_CALLGRIND LARGE_MODELS LARGE_CALLGRIND
"""
import math
import re
import sys

NAMED = re.compile(r"\((\d+)\)(?: (.*))?")


def resolve(names, text):
    """The name that stands behind a number: callgrind writes it the first time only."""
    number, name = NAMED.match(text).groups()
    if name:
        names[number] = name
    return names[number]


def instructions(path):
    """Name of each rule to the instructions below the calls that the engine made to it."""
    files, functions, counts = {}, {}, {}
    caller, callee = "", ""
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            key, _, value = line.strip().partition("=")
            if key == "ob" or key == "cob":
                continue
            if key in ("fl", "fi", "fe"):
                if key == "fl":
                    caller = callee = resolve(files, value)
                else:
                    resolve(files, value)
            elif key in ("cfi", "cfl"):
                callee = resolve(files, value)
            elif key in ("fn", "cfn"):
                resolve(functions, value)
                if key == "fn":
                    callee = caller
            elif key == "calls":
                cost = int(next(lines).split()[1])
                match = re.search(r"rules/[a-z_]+/([a-z0-9_]+)\.c$", callee)
                if match and caller.endswith("rules/engine.c"):
                    rule = match[1].replace("_", "-")
                    counts[rule] = counts.get(rule, 0) + cost
                callee = caller
    return counts


def times(path):
    """Name of each rule to the least of its times in all runs, in milliseconds."""
    least = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            match = re.match(r" *([0-9.]+) ms    (\S+)$", line)
            if match:
                least[match[2]] = min(float(match[1]), least.get(match[2], math.inf))
    return least


def main():
    small, large = int(sys.argv[2]), int(sys.argv[4])
    few, many, took = instructions(sys.argv[3]), instructions(sys.argv[5]), times(sys.argv[1])
    # That of n log n, and what hash tables that happen to grow at another size add.
    limit = 1.25 * large / small * math.log(large) / math.log(small)
    print("| rule | ms | instructions for each model | growth |\n|---|---:|---:|---:|")
    slow = []
    for rule in sorted(took, key=lambda rule: -took[rule]):
        growth = many[rule] / few[rule] if few.get(rule) else None
        print(f"| `{rule}` | {took[rule]:.3f} | {many.get(rule, 0) / large:.0f} | {'' if growth is None else f'{growth:.1f}'} |")
        if growth is not None and growth > limit:
            slow.append(f"{rule} takes {growth:.1f} times as many instructions for {large / small:.0f} times the models")
    for text in slow:
        print(f"bench/rules: {text}", file=sys.stderr)
    if not many:
        sys.exit("bench/rules: no calls of rules: has the build debugging information?")
    sys.exit(bool(slow))


main()
