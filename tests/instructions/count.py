#!/usr/bin/env python3
"""Counts the instructions that the parts of the tool which are ours take for each model, beside those of a fixed piece of work.

usage: count.py BUILD_FOLDER SOURCE_FOLDER [--record]

The unit is what `reference` takes in the same run, so that neither the load nor the speed of a machine makes a difference, and
its compiler and libraries make little. Fails when a part takes more than MARGIN above what expected.json records, or when it
grows faster than the models do. --record writes expected.json anew.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

MARGIN = 1.15
SIZES = (50, 150, 450)
# Three times the models more are three times the instructions more; n log n would be 3.6 times.
GROWTH = 3.6


def instructions(command):
    """How many a command takes. Its start is among them: only differences mean something. Valgrind does not read every compiler's
    debugging information, so there must be none."""
    valgrind = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    run = subprocess.run(valgrind + command, capture_output=True, text=True, check=False)
    count = re.search(r"I +refs: +([0-9,]+)", run.stderr)
    if run.returncode != 0 or count is None:
        sys.exit(f"FAILED: {' '.join(command)}: exit code {run.returncode}\n{run.stdout}{run.stderr}")
    return int(count[1].replace(",", ""))


def facts(build, source, folder, models):
    """The facts of generated models: equal arguments, equal bytes."""
    headers = os.path.join(folder, str(models))
    subprocess.run([f"{source}/bench/generate", "headers", headers, "--models", str(models)], check=True)
    os.remove(f"{headers}/all.c")
    subprocess.run([f"{build}/ormlint", "extract", "--isolated", "--no-cache", "--shard", "1/1", "-o", f"{headers}.facts", ".", "--",
                    f"-I{source}/include"], check=True, cwd=headers)
    return f"{headers}.facts"


def rules_that_run(link):
    """How many rules a run without options has, and that they find nothing: reports are no part of the count."""
    run = subprocess.run(link + ["--timings", "--verbose"], capture_output=True, text=True, check=True)
    return len(re.findall(r"^ *[0-9.]+ ms    \S", run.stderr, re.MULTILINE))


def measure(build, source):
    """Name of each part to its cost for a thousand models, in rounds of the reference, and to its growth."""
    linked, judged = [], []
    with tempfile.TemporaryDirectory() as folder:
        for program in ("ormlint", "tests/reference"):
            subprocess.run(["strip", "-o", f"{folder}/{os.path.basename(program)}", f"{build}/{program}"], check=True)
        unit = (instructions([f"{folder}/reference", "6"]) - instructions([f"{folder}/reference", "2"])) / 4
        for models in SIZES:
            link = [f"{folder}/ormlint", "link", "--isolated", "--quiet", "--fail-on=info", "--format=json=/dev/null",
                    facts(build, source, folder, models)]
            rules = rules_that_run(link)
            linked.append(instructions(link + ["--select=missing-primary-key"]))
            judged.append(instructions(link) - linked[-1])
    costs, growths = {}, {}
    for name, counts, share in (("decode and link", linked, 1), ("a rule, on average", judged, rules)):
        costs[name] = round((counts[2] - counts[1]) / (SIZES[2] - SIZES[1]) * 1000 / unit / share, 4)
        growths[name] = (counts[2] - counts[1]) / (counts[1] - counts[0])
    return costs, growths


def main():
    build, source = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    expected = f"{source}/tests/instructions/expected.json"
    costs, growths = measure(build, source)
    if "--record" in sys.argv:
        with open(expected, "w", encoding="ascii") as file:
            json.dump(costs, file, indent=2)
            file.write("\n")
    with open(expected, encoding="ascii") as file:
        recorded = json.load(file)
    failed = False
    for name, cost in costs.items():
        print(f"{name}: {cost} rounds for 1000 models, {recorded[name]} recorded; {growths[name]:.2f} times as much for 3 times the models")
        if cost > recorded[name] * MARGIN:
            failed = True
            print(f"FAILED: {name}: {cost / recorded[name]:.2f} times what is recorded; if that has to be, count.py --record")
        elif cost * MARGIN < recorded[name]:
            print(f"{name}: much less than is recorded; count.py --record keeps that")
        if growths[name] > GROWTH:
            failed = True
            print(f"FAILED: {name}: grows faster than the models")
    sys.exit(failed)


main()
