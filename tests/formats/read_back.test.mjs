// `ormlint report`: the same bytes as from the run itself, and clear errors.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { diagnostic, model, ormlint, report, run, scratch } from "./support.mjs";

const formats = ["text", "concise", "json", "jsonl", "github", "gitlab", "checkstyle", "rdjson", "azure", "markdown", "html"];

test("a report that is read back is the report", (t) => {
  const folder = scratch(t, { "m.h": model });
  const outputs = [...formats, "sarif"].flatMap((format) => ["--format", `${format}=direct.${format}`]);
  run(folder, ormlint, ["check", "--isolated", "-q", "--select", "fk-unknown-target", ...outputs, "m.h"]);
  const direct = (format) => fs.readFileSync(path.join(folder, `direct.${format}`), "utf8");
  const again = (format) => {
    const { status, out, err } = run(folder, ormlint, ["report", "direct.json", "--format", format]);
    assert.equal(status, 0, err);
    return out;
  };
  assert.equal(JSON.parse(direct("json")).diagnostics.length, 2);
  for (const format of formats) assert.equal(again(format), direct(format), format);
  // The rules that ran are not in it, those with findings are described all the same.
  const [before, after] = [direct("sarif"), again("sarif")].map((text) => JSON.parse(text).runs[0]);
  const described = (run) => run.tool.driver.rules.find(({ id }) => id === "fk-unknown-target");
  assert.deepEqual(described(after), described(before));
  const results = (run) => run.results.map(({ ruleIndex, ...result }) => result);
  assert.deepEqual(results(after), results(before));
});

test("standard input is read, and several formats are written at once", (t) => {
  const folder = scratch(t, { "r.json": JSON.stringify(report([diagnostic()])) });
  const { status } = run(folder, "sh", ["-c", '"$0" report - --format concise=a --format gitlab=b <r.json', ormlint]);
  assert.equal(status, 0);
  assert.ok(fs.existsSync(path.join(folder, "a")) && fs.existsSync(path.join(folder, "b")));
});

test("a wrong file, version or field is told exactly", (t) => {
  const folder = scratch(t);
  const says = (text, message, code = 3) => {
    fs.writeFileSync(path.join(folder, "r.json"), typeof text === "string" ? text : JSON.stringify(text));
    const { status, err, out } = run(folder, ormlint, ["report", "r.json", "--format", "concise=out"]);
    assert.equal(err, `ormlint: error: ${message}\n`);
    assert.equal(status, code);
    assert.equal(out, "");
    assert.ok(!fs.existsSync(path.join(folder, "out")));
  };
  const without = (object, key) => Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
  says("{}", "r.json: this is no report of `ormlint check --format json`");
  says("[1]", "r.json: this is no report of `ormlint check --format json`");
  says({ type: "header", version: 1 }, "r.json: this is no report of `ormlint check --format json`; `jsonl` cannot be read back");
  says({ ...report([]), version: 2 }, "r.json: version: this is version 2 of the format; version 1 is expected");
  says({ ...report([]), diagnostics: {} }, "r.json: diagnostics: an array is expected, not an object");
  says(report([diagnostic(), diagnostic({ line: "3" })]), "r.json: diagnostics[1].line: a number from 0 to 2147483647, or null, is expected, not a string");
  says(report([diagnostic({ line: -3 })]), "r.json: diagnostics[0].line: a number from 0 to 2147483647, or null, is expected, not a number");
  says(report([without(diagnostic(), "rule")]), "r.json: diagnostics[0]: the key `rule` is missing");
  says(report([diagnostic({ severity: "fatal" })]), "r.json: diagnostics[0]: `fatal` is no severity; known: error, warning, info");
  says(report([diagnostic({ related: [3] })]), "r.json: diagnostics[0].related[0]: an object is expected");
  says(report([diagnostic({ fix: { description: "d", safe: 1, edits: [] } })]), "r.json: diagnostics[0].fix.safe: true or false is expected, not a number");
  says(report([diagnostic({ fix: { description: "d", safe: true, edits: [{}] } })]), "r.json: diagnostics[0].fix.edits[0]: the key `file` is missing");
  says(report([7]), "r.json: diagnostics[0]: an object is expected");
  says(report([], { notices: [{ level: "bad", file: null, line: null, column: null, message: "m" }] }), "r.json: notices[0]: `bad` is no level; known: error, warning, info");
  fs.writeFileSync(path.join(folder, "r.json"), '{"version": 1,');
  assert.match(run(folder, ormlint, ["report", "r.json"]).err, /^ormlint: error: r\.json:1:14: this is no JSON: /);
  assert.equal(run(folder, ormlint, ["report", "gone.json"]).status, 3);
  assert.equal(run(folder, ormlint, ["report"]).status, 2);
  assert.equal(run(folder, ormlint, ["report", "a", "b"]).status, 2);
});
