#!/usr/bin/env python3
"""Brings schemas to their models and back; see tests/convergence.sh.

usage: run.py ORMLINT SOURCE_FOLDER SCRATCH_FOLDER [PATTERN]

A file of pairs holds blocks:

    === KIND NAME | DIALECT...      KIND: the number of the difference in docs/drift.md
    ? RULE OBJECT TOKEN             a finding: its rule, "table" or "table.name", and the source text at its place; TOKEN
                                    `schema`: its place is the database
    ! keeps                         what is found cannot be changed in place: it is still found afterwards
    ! one-way                       the way back does not lead to the same schema
    ! schemas NAME,...              PostgreSQL: the search path
    MODELS
    ---
    SQL of the schema, with rows
"""
import concurrent.futures
import difflib
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import threading

HEADER = "".join(f"#include <{name}>\n" for name in ("stdbool.h", "stdint.h", "time.h", "ormlint/orm.h"))
RULES = ["--select", "drift", "--select", "unvalidated-constraint"]


class Failure(Exception):
    pass


def run(*command, text=None, codes=(0,)):
    done = subprocess.run(command, input=text, capture_output=True, text=True)
    if done.returncode not in codes:
        shown = " ".join(command[1:3])
        raise Failure(f"{shown}: exit code {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


class Sqlite:
    name = "sqlite"

    def __init__(self, scratch, worker):
        self.url = f"{scratch}/{worker}.db"

    def execute(self, sql):
        return run("sqlite3", "-bail", self.url, text=sql)

    def row_counts(self):
        names = self.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%';").split()
        return self.execute("".join(f"SELECT '{name}', count(*) FROM {name};" for name in names))

    def reset(self):
        pathlib.Path(self.url).unlink(missing_ok=True)


class Postgresql:
    name = "postgresql"
    COUNTS = """SELECT schemaname || '.' || tablename,
        (xpath('//c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I.%I', schemaname, tablename), false, true, '')))[1]
        FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema');"""
    RESET = "DROP SCHEMA IF EXISTS app, public CASCADE; CREATE SCHEMA public;"

    def __init__(self, scratch, worker):
        self.database = f"worker{worker}"
        self.command = ["psql", "-h", f"{scratch}/postgres", "-U", "tester", "-qXAt", "-v", "ON_ERROR_STOP=1"]
        self.url = f"postgresql://tester@/{self.database}?host={scratch}/postgres"
        run(*self.command, "postgres", text=f"CREATE DATABASE {self.database};")

    def execute(self, sql):
        return run(*self.command, self.database, text="SET client_min_messages = warning;\n" + sql)

    def row_counts(self):
        return self.execute(self.COUNTS)

    def reset(self):
        self.execute(self.RESET)


class Mysql:
    name = "mysql"

    def __init__(self, scratch, worker):
        self.database = f"worker{worker}"
        self.command = ["mariadb", "--no-defaults", f"--socket={scratch}/mysql/socket", "-uroot", "-N"]
        self.url = f"mysql://root@localhost/{self.database}?socket={scratch}/mysql/socket"

    def execute(self, sql):
        return run(*self.command, self.database, text=sql)

    def row_counts(self):
        names = self.execute("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE';").replace("\tBASE TABLE", "").split()
        return self.execute("".join(f"SELECT '{name}', count(*) FROM {name};" for name in names))

    def reset(self):
        run(*self.command, text=f"DROP DATABASE IF EXISTS {self.database}; CREATE DATABASE {self.database};")


DATABASES = {database.name: database for database in (Sqlite, Postgresql, Mysql)}


class Pair:
    def __init__(self, block):
        head, _, body = block.partition("\n")
        title, _, dialects = head.partition("|")
        self.kind, _, self.name = title.strip().partition(" ")
        self.dialects = dialects.split()
        lines = body.split("\n")
        self.findings = [tuple(line[1:].split(None, 2)) for line in lines if line.startswith("?")]
        self.flags = {line[1:].strip() for line in lines if line.startswith("!")}
        rest = "\n".join(line for line in lines if not line.startswith(("?", "!", "#")))
        self.models, _, self.schema = rest.partition("\n---\n")
        if not self.schema or not self.dialects:
            raise SystemExit(f"convergence: the block `{head}` has no dialects, or no `---`")


def read_pairs(folder):
    for file in sorted(folder.glob("*.pairs")):
        for block in re.split(r"(?m)^=== ", file.read_text())[1:]:
            yield Pair(block)


def row_counts(database):
    return {table: int(count) for table, count in re.findall(r"(\S+?)[|\t](\d+)", database.row_counts())}


def expression(text):
    """Without what PostgreSQL adds when it reads back what it printed itself."""
    return re.sub(r"::[a-z ]+(\[\])?|[() ]", "", text)


def plain(value):
    """A snapshot without what may differ: the order of columns, keys and constraints, casts."""
    if isinstance(value, dict):
        return {key: expression(item) if key == "expression" else plain(item) for key, item in value.items()}
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return sorted((plain(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value


class Trial:
    """One pair in one dialect."""

    def __init__(self, ormlint, source, scratch, number, pair, database):
        self.ormlint, self.pair, self.database = ormlint, pair, database
        self.label = f"{pair.kind} {pair.name} ({database.name})"
        self.folder = f"{scratch}/models{number}"
        os.mkdir(self.folder)
        self.text = HEADER + pair.models
        self.model = f"{self.folder}/model.h"
        pathlib.Path(self.model).write_text(self.text)
        path = next((flag.split()[1] for flag in pair.flags if flag.startswith("schemas ")), None)
        self.url = database.url + (f"&options=-csearch_path%3D{path}" if path else "")
        commands = f"{source}/tests/support/no-commands/compile_commands.json"
        self.options = ["--isolated", "-p", commands, "--schema", self.url]

    def call(self, verb, *options, codes=(0,)):
        return run(self.ormlint, verb, *self.options, *options, self.model, codes=codes)

    def token(self, finding):
        if finding["file"] is None or not finding["file"].endswith("model.h"):
            return "schema"
        line = self.text.split("\n")[finding["line"] - 1]
        return line[finding["column"] - 1 : finding["end_column"] - 1]

    def findings(self):
        order = [] if self.pair.kind == "5" else ["--ignore", "drift-column-order"]
        report = json.loads(self.call("check", "--format", "json", *RULES, *order, codes=(0, 1)))
        found = []
        for finding in report["diagnostics"]:
            about = finding["object"]
            label = ".".join(part for part in (about["table"], about["name"]) if part)
            found.append((finding["rule"], label, self.token(finding)))
        return sorted(found)

    def expect(self, expected, when):
        found = self.findings()
        if found != sorted(expected):
            lines = [f"  - {' '.join(item)}" for item in expected if item not in found]
            lines += [f"  + {' '.join(item)}" for item in found if item not in expected]
            raise Failure(f"findings {when}:\n" + "\n".join(lines or [f"  {found}"]))

    def diff(self, *options):
        return self.call("diff", "--allow-destructive", *options)

    def snapshot(self):
        return plain(json.loads(run(self.ormlint, "inspect", self.url, "--format", "json")))

    def converge(self):
        self.database.execute(self.pair.schema)
        self.expect(self.pair.findings, "before")
        before, rows = self.snapshot(), row_counts(self.database)
        up, down = self.diff(), self.diff("--down")
        self.steps = f"--- up\n{up}\n--- down\n{down}"
        if not self.pair.findings and up.strip():
            raise Failure(f"there is nothing to do, but:\n{up}")
        self.database.execute(up)
        self.expect(self.pair.findings if "keeps" in self.pair.flags else [], "after the migration")
        self.expect_rows(rows)
        self.database.execute(down)
        if "one-way" not in self.pair.flags:
            self.expect_snapshot(before)

    def expect_rows(self, before):
        now = row_counts(self.database)
        lost = [f"  {table}: {count} rows, now {now[table]}" for table, count in before.items() if now.get(table, count) != count]
        if lost:
            raise Failure("rows are lost:\n" + "\n".join(lost))

    def expect_snapshot(self, before):
        after = self.snapshot()
        if after != before:
            texts = [json.dumps(side, indent=1, sort_keys=True).split("\n") for side in (before, after)]
            raise Failure("the way back leads elsewhere:\n" + "\n".join(difflib.unified_diff(*texts, "was", "is", lineterm="", n=2)))

    def run(self):
        self.steps = ""
        try:
            self.database.reset()
            self.converge()
            return None
        except Failure as failure:
            return f"FAILED: {self.label}\n{failure}\n{self.steps}"


def main():
    ormlint, source, scratch, pattern = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    chosen = [(pair, dialect) for pair in read_pairs(source / "tests/convergence") for dialect in pair.dialects
              if pattern in f"{pair.kind} {pair.name} ({dialect})"]

    workers = (os.cpu_count() or 2) + 1
    numbers = itertools.count()
    local = threading.local()

    def prepare():
        local.worker, local.databases = next(numbers), {}

    def attempt(item):
        number, (pair, dialect) = item
        if dialect not in local.databases:
            local.databases[dialect] = DATABASES[dialect](scratch, local.worker)
        return Trial(ormlint, source, scratch, number, pair, local.databases[dialect]).run()

    with concurrent.futures.ThreadPoolExecutor(workers, initializer=prepare) as pool:
        problems = [problem for problem in pool.map(attempt, enumerate(chosen)) if problem]
    print("\n".join(problems + [f"{len(chosen)} pairs, {len(problems)} failed"]))
    return 1 if problems or (not pattern and len(chosen) < 150) else 0


if __name__ == "__main__":
    sys.exit(main())
