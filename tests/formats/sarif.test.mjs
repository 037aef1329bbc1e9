import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { diagnostic, inDatabase, many, model, ormlint, packages, render, report, require, run, scratch, wide, wideBytes, wideFix } from "./support.mjs";

const Ajv = require("ajv/dist/2020");
const addFormats = require("ajv-formats");
const multitool = path.join(packages, "node_modules/@microsoft/sarif-multitool-linux");
const ajv = new Ajv({ allErrors: true, strict: false });
(addFormats.default ?? addFormats)(ajv);
const official = ajv.compile(JSON.parse(fs.readFileSync(path.join(multitool, "sarif-2.1.0.json"), "utf8")));

// Against the published schema, and by the tool that knows what the schema cannot say.
function validate(folder, text) {
  const log = JSON.parse(text);
  assert.ok(official(log), JSON.stringify(official.errors));
  fs.writeFileSync(path.join(folder, "log.sarif"), text);
  const { status, out, err } = run(folder, path.join(multitool, "Sarif.Multitool"),
    ["validate", "log.sarif", "--output", "checked.sarif", "--level", "Error;Warning", "--rule-kind", "Sarif;Ghas"]);
  const results = JSON.parse(fs.readFileSync(path.join(folder, "checked.sarif"), "utf8").replace(/^\uFEFF/, "")).runs[0].results ?? [];
  assert.deepEqual(results.filter((result) => result.level === "error").map((result) => result.message), []);
  assert.equal(status, 0, out + err);
  return log;
}

test("a log with everything is valid", (t) => {
  const folder = scratch(t, wide);
  const log = validate(folder, render(folder, report([
    diagnostic({ help: "did you mean [customers]?", related: [{ file: "a.h", line: 1, column: 5, end_line: 1, end_column: 6, message: "mapped [here]" }] }),
    diagnostic({ severity: "warning", rule: "a-rule", suppressed: { kind: "inSource", reason: "legacy" } }),
    diagnostic({ severity: "info", rule: "not-of-this-version", file: null, line: null, column: null, end_line: null, end_column: null,
      object: { table: null, name: null, kind: null } }),
    diagnostic({ ...inDatabase, rule: "drift-type", severity: "info", expected: "TEXT", actual: "CHAR(3)",
      related: [{ file: inDatabase.file, line: null, column: null, message: "there" }] }),
  ], { notices: [{ level: "error", file: "a.h", line: 3, column: 2, message: "expected ';'" }, { level: "info", file: null, line: null, column: null, message: "news" }],
    summary: { ...report([]).summary, complete: false } }), "sarif"));
  const [{ results, tool, invocations, columnKind, automationDetails }] = log.runs;
  assert.equal(Object.keys(log)[0], "version");
  assert.equal(columnKind, "unicodeCodePoints");
  assert.equal(automationDetails.id, "ormlint/");
  assert.equal(results[0].message.text, "table `customer` is unknown; did you mean \\[customers\\]?; see [mapped \\[here\\]](1).");
  assert.equal(results[0].relatedLocations[0].id, 1);
  assert.deepEqual(results.map((result) => result.level), ["error", "warning", "note", "note"]);
  assert.deepEqual(results.map((result) => result.suppressions), [[], [{ kind: "inSource", justification: "legacy" }], [], []]);
  assert.equal(results[2].locations[0].physicalLocation.artifactLocation.uri, ".");
  for (const result of results) assert.equal(tool.driver.rules[result.ruleIndex].id, result.ruleId);
  for (const rule of tool.driver.rules) {
    assert.ok(rule.shortDescription.text && rule.help.text && rule.help.markdown);
    assert.ok([...rule.fullDescription.text].length <= 1024);
  }
  assert.equal(invocations[0].executionSuccessful, false);
  assert.deepEqual(invocations[0].toolExecutionNotifications.map(({ level }) => level).sort(), ["error", "note"]);
});

test("the log of a real run is valid, and describes every rule that ran", (t) => {
  const folder = scratch(t, { "m.h": model });
  const { out, status } = run(folder, ormlint, ["check", "--isolated", "-q", "--select", "key,unmapped-field", "--format", "sarif", "m.h"]);
  assert.equal(status, 1);
  const log = validate(folder, out);
  const keys = JSON.parse(run(folder, ormlint, ["rule", "all", "--format", "json"]).out).filter(({ family }) => family === "key");
  const described = new Set(log.runs[0].tool.driver.rules.map(({ id }) => id));
  assert.ok(keys.length > 0 && described.has("unmapped-field") && !described.has("duplicate-table"));
  for (const { name } of keys) assert.ok(described.has(name), name);
});

test("columns are code points; a region is one line", (t) => {
  const folder = scratch(t, wide);
  const log = validate(folder, render(folder, report([
    diagnostic({ ...wideBytes, fix: wideFix }), diagnostic({ line: 2, column: 13, end_line: 3, end_column: 4 }),
    diagnostic({ line: null, column: null, end_line: null, end_column: null }),
  ]), "sarif"));
  assert.deepEqual(log.runs[0].results[0].fixes, [{ description: { text: "rename it" }, artifactChanges: [{ artifactLocation: { uri: "a.h" },
    replacements: [{ deletedRegion: { startLine: 2, startColumn: 10, endLine: 2, endColumn: 14 }, insertedContent: { text: "漢" } }] }] }]);
  const regions = log.runs[0].results.map((result) => result.locations[0].physicalLocation.region);
  assert.deepEqual(regions, [
    { startLine: 2, startColumn: 10, endLine: 2, endColumn: 14 },
    { startLine: 2, startColumn: 10, endLine: 2, endColumn: 15 },
    { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 },
  ]);
});

test("fingerprints are there, and no two findings share one", (t) => {
  const folder = scratch(t, { "a.h": " a\nb\n  \t\tc\n d" });
  const log = JSON.parse(render(folder, report([diagnostic({ line: 3 }), diagnostic({ line: 3, message: "another" }), diagnostic({ line: 4 })]), "sarif"));
  const prints = log.runs[0].results.map((result) => result.partialFingerprints);
  assert.deepEqual(prints.map((print) => print.primaryLocationLineHash), ["180aee12dab6264:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]);
  assert.equal(new Set(prints.map((print) => print["ormlint/v1"])).size, 3);
});

test("URIs are escaped, relative to the repository, and name real files", (t) => {
  const folder = scratch(t, { "repo/part/real dir/a b.h": "int x;\n" });
  fs.symlinkSync("real dir", path.join(folder, "repo/part/link"));
  const cwd = path.join(folder, "repo/part");
  const log = JSON.parse(render(folder, report([diagnostic({ file: "link/a b.h" }), diagnostic({ file: "gone:1.h" })]), "sarif",
    { cwd, variables: { GITHUB_WORKSPACE: path.join(folder, "repo") } }));
  assert.deepEqual(log.runs[0].results.map((result) => result.locations[0].physicalLocation.artifactLocation.uri),
    ["part/real%20dir/a%20b.h", "part/gone%3A1.h"]);
  assert.equal(log.runs[0].automationDetails.id, "ormlint/part/");
});

test("more than 25,000 results are cut at the mildest, and the log says so", (t) => {
  const folder = scratch(t);
  const log = JSON.parse(render(folder, many(25200), "sarif"));
  assert.ok(official(log), JSON.stringify(official.errors));
  assert.equal(log.runs[0].results.length, 25000);
  assert.equal(log.runs[0].results.filter(({ level }) => level === "note").length, 8400 - 200);
  assert.match(log.runs[0].invocations[0].toolExecutionNotifications[0].message.text, /^200 results .* left out/);
});
