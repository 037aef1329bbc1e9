#!/usr/bin/env python3
"""The JSON Schema of the configuration is sound, accepts what `ormlint config verify` accepts, and refuses what that refuses.

usage: schema.py SOURCE_FOLDER ORMLINT SCHEMA
"""
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

FAULTY = [
    "dialct: sqlite",
    "dialect: postgres",
    "dialect: [sqlite]",
    "root: 3",
    "include: src",
    "exclude: [[a]]",
    "exclude: ['']",
    "extends: base.yaml",
    "types: [a]",
    "types: {a: {nullable: true}}",
    "types: {a: {type: b, nullable: 3}}",
    "naming: {fkk: x}",
    "naming: {pk: [a]}",
    "rules: error",
    "rules: {unmaped-field: off}",
    "rules: {all: eror}",
    "rules: {mapping: {}}",
    "rules: {mapping: {level: on, columns: [a]}}",
    "rules: {suspect-foreign-key: {suffixes: _ref}}",
    "rules: {suspect-foreign-key: {sufixes: [_ref]}}",
    "overrides: {files: [a], rules: {all: off}}",
    "overrides: [{rules: {all: off}}]",
    "overrides: [{files: [a]}]",
    "overrides: [{files: a, rules: {all: off}}]",
    "overrides: [{files: [], rules: {all: off}}]",
    "overrides: [{files: [a], rules: {suspect-foreign-key: {suffixes: [a]}}}]",
    "overrides: [{files: [a], tabels: [b], rules: {all: off}}]",
    "map: [{table: x}]",
    "map: [{struct: '*a*'}]",
    "map: [{struct: a, tabel: x}]",
    "map: [{struct: a, primary_key: []}]",
    "map: [{struct: a, exclude: b}]",
    "ignore_tables: x",
    "- a",
]
VALID = [
    "",
    "{}",
    "root: ${ROOT:-true}\ndialect: ${DIALECT:-sqlite}",
    "rules: {all: off, mapping: on, key: 'off', suspect-foreign-key: {suffixes: [_ref]}}",
    "rules: {suspect-foreign-key: {level: '${LEVEL:-warning}', suffixes: []}}",
    "overrides: [{files: ['legacy/**'], tables: ['audit_*'], rules: {all: {level: warning}}}]",
    "map: [{struct: '*_row', table: '*s', primary_key: id}, {struct: a, file: src/a.h, exclude: [b], prefix: s_,"
    " suffix: _, column: 'c_*', ignore: [next], primary_key: [a, b]}]",
    "types: {uuid_t: UUID, text: {type: text, nullable: true}, 'Oid[]': 'oid[]'}",
]


def examples(source):
    """The fixtures' configurations, and the examples of the documents about them, each with a name."""
    for path in sorted(source.glob("fixtures/**/.ormlint.yaml")):
        yield str(path.relative_to(source)), path.read_text()
    documents = [source / "docs/configuration.md", source / "docs/adopting.md", *sorted(source.glob("docs/rules/*.md"))]
    for path in documents:
        for number, block in enumerate(re.findall(r"```yaml\n(.*?)```", path.read_text(), re.S), 1):
            yield f"{path.relative_to(source)}, example {number}", block


def main():
    source, ormlint, schema_path = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve(), sys.argv[3]
    schema = yaml.safe_load(pathlib.Path(schema_path).read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    failures = count = 0

    def fail(message):
        nonlocal failures
        failures += 1
        print("FAILED:", message)

    def verified(text):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "c.yaml")
            path.write_text(text)
            return subprocess.run([ormlint, "config", "verify", path], stderr=subprocess.PIPE, text=True)

    for name, text in examples(source):
        count += 1
        for error in validator.iter_errors(yaml.safe_load(text)):
            fail(f"{name}: {error.json_path}: {error.message}")
    for text in VALID:
        run = verified(text)
        for error in validator.iter_errors(yaml.safe_load(text)):
            fail(f"refused by the schema: {text}: {error.json_path}: {error.message}")
        if run.returncode != 0:
            fail(f"refused by ormlint: {text}\n{run.stderr}")
    for text in FAULTY:
        if validator.is_valid(yaml.safe_load(text)):
            fail(f"accepted by the schema: {text}")
        if verified(text).returncode != 2:
            fail(f"accepted by ormlint: {text}")
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "a.h").write_text("#include <sqlite3.h>\nstruct a_row { int id; };\n")
        subprocess.run([ormlint, "init"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        made = pathlib.Path(folder, ".ormlint.yaml").read_text()
        uncommented = re.sub(r"^# (map:|types:|overrides:|include:|  - )", r"\1", made, flags=re.M)
        for text in (made, uncommented):
            for error in validator.iter_errors(yaml.safe_load(text)):
                fail(f"made by ormlint init: {error.json_path}: {error.message}")
            if verified(text).returncode != 0:
                fail(f"made by ormlint init, and refused: {text}")
    if count < 100:
        fail(f"only {count} examples found")
    print(f"{count} examples, {len(VALID)} valid and {len(FAULTY)} faulty texts, {failures} failures")
    return failures > 0


sys.exit(main())
