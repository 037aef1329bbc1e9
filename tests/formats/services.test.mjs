// GitHub's and Azure's commands, read as their runners read them; GitLab's, reviewdog's and our own JSON.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { diagnostic, inDatabase, many, manySources, render, report, require, scratch, wide, wideBytes, wideFix } from "./support.mjs";

const Ajv = require("ajv/dist/2020");

// The runner's rules: leading blanks are trimmed; `::name properties::message`; escapes are undone, the percent sign last.
function readCommands(text) {
  const unescape = (value, property) => {
    let result = value.replaceAll("%0D", "\r").replaceAll("%0A", "\n");
    if (property) result = result.replaceAll("%3A", ":").replaceAll("%2C", ",");
    return result.replaceAll("%25", "%");
  };
  return text.split("\n").filter((line) => line.trimStart().startsWith("::")).map((line) => {
    const body = line.trimStart().slice(2), end = body.indexOf("::");
    assert.ok(end > 0, line);
    const [, name, rest] = /^(\S+) ?(.*)$/s.exec(body.slice(0, end));
    const properties = {};
    for (const pair of rest.split(",").filter(Boolean)) {
      const equals = pair.indexOf("=");
      assert.ok(equals > 0, `no value: ${pair}`);
      properties[pair.slice(0, equals).trim()] = unescape(pair.slice(equals + 1), true);
    }
    assert.ok(["error", "warning", "notice"].includes(name));
    // What the runner drops must not be there in the first place.
    if (properties.col) assert.ok(properties.line && properties.line === properties.endLine && +properties.endColumn >= +properties.col);
    if (properties.line) assert.ok(+properties.endLine >= +properties.line);
    return { name, properties, message: unescape(body.slice(end + 2), false) };
  });
}

test("github: what was escaped is read back; columns are code points of one line", (t) => {
  const folder = scratch(t, { ...wide, "b,c:d%41.h": "int x;\n" });
  const nasty = "100% ::error::\r\nnext, %0A line";
  const commands = readCommands(render(folder, report([
    diagnostic(wideBytes), diagnostic({ file: "b,c:d%41.h", message: nasty, severity: "warning" }),
    diagnostic({ severity: "info", end_line: 3, end_column: 2 }), diagnostic({ file: null, line: null, column: null, end_line: null, end_column: null }),
    diagnostic({ suppressed: { kind: "inSource", reason: null } }),
  ]), "github"));
  assert.deepEqual(commands.map(({ name }) => name), ["error", "error", "warning", "notice"]);
  assert.deepEqual(commands[0].properties, { file: "a.h", line: "2", endLine: "2", col: "10", endColumn: "14", title: "ormlint: fk-unknown-target" });
  assert.deepEqual(commands[1].properties, { title: "ormlint: fk-unknown-target" });
  assert.equal(commands[2].properties.file, "b,c:d%41.h");
  assert.equal(commands[2].message, nasty);
  assert.deepEqual(commands[3].properties, { file: "a.h", line: "1", endLine: "3", title: "ormlint: fk-unknown-target" });
});

test("github: ten of a level, the last notice says what is left; the path is the repository's", (t) => {
  const folder = scratch(t, { "repo/part/x": "" });
  const commands = readCommands(render(folder, many(99), "github", { cwd: path.join(folder, "repo/part"), variables: { GITHUB_WORKSPACE: path.join(folder, "repo") } }));
  for (const level of ["error", "warning", "notice"]) assert.equal(commands.filter(({ name }) => name === level).length, 10);
  assert.equal(commands.at(-1).message, `${99 - 29} more findings; see the summary of the run`);
  assert.equal(commands[0].properties.file, "part/src/model_0.h");
  assert.equal(readCommands(render(folder, many(30), "github")).length, 30);
});

test("github: long messages are cut at 4096 characters", (t) => {
  const [command] = readCommands(render(scratch(t), report([diagnostic({ message: "é".repeat(5000) })]), "github"));
  assert.equal([...command.message].length, 4096);
});

test("github: the step summary is appended to and stays below 1 MiB", (t) => {
  const folder = scratch(t, { summary: "# Before\n" });
  const file = path.join(folder, "summary"), variables = { GITHUB_STEP_SUMMARY: file };
  render(folder, report([diagnostic({ message: "a | b <script> `c|d` *e*" })]), "github", { variables });
  const text = fs.readFileSync(file, "utf8");
  assert.ok(text.startsWith("# Before\n\n## ormlint: 1 error, 0 warnings\n"));
  assert.ok(text.includes("| error | `fk-unknown-target` | `a.h:1` | a \\| b &lt;script&gt; `c\\|d` \\*e\\* |\n"), text);
  const big = many(12000);
  for (const item of big.diagnostics) item.message += " x".repeat(40);
  render(folder, big, "github", { variables });
  assert.ok(fs.statSync(file).size < 1 << 20 && fs.statSync(file).size > 1_000_000);
  assert.match(fs.readFileSync(file, "utf8"), /\n\d+ more findings, which the size of a summary leaves no room for\.\n$/);
  const full = fs.statSync(file).size;
  render(folder, big, "github", { variables });
  assert.ok(fs.statSync(file).size < 1 << 20 && fs.statSync(file).size >= full);
});

test("azure: properties and message are escaped; columns are code points", (t) => {
  const folder = scratch(t, { "repo/a.h": wide["a.h"] });
  const out = render(folder, report([diagnostic({ ...wideBytes, message: "50%; a]b\nc" }), diagnostic({ severity: "info", file: "x;y].h" })]), "azure",
    { cwd: path.join(folder, "repo"), variables: { BUILD_SOURCESDIRECTORY: folder } });
  assert.equal(out, "##vso[task.logissue type=error;sourcepath=repo/a.h;linenumber=2;columnnumber=10;code=fk-unknown-target;]50%AZP25; a]b%0Ac\n" +
    "##vso[task.logissue type=warning;sourcepath=repo/x%3By%5D.h;linenumber=1;columnnumber=1;code=fk-unknown-target;]table `customer` is unknown\n");
});

const gitlabSchema = {
  type: "array", items: {
    type: "object", required: ["description", "check_name", "fingerprint", "severity", "location"], additionalProperties: false,
    properties: {
      description: { type: "string", minLength: 1 }, check_name: { type: "string", minLength: 1 },
      fingerprint: { type: "string", pattern: "^[0-9a-f]{16}$" }, severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object", required: ["path", "lines"], additionalProperties: false,
        properties: {
          path: { type: "string", minLength: 1, not: { pattern: "^(/|\\./)" } },
          lines: { type: "object", required: ["begin"], additionalProperties: false, properties: { begin: { type: "integer", minimum: 1 }, end: { type: "integer", minimum: 1 } } },
        },
      },
    },
  },
};

test("gitlab: valid, relative to the project, each fingerprint once", (t) => {
  const folder = scratch(t, { "repo/part/a.h": "int x;\n" });
  const validate = new Ajv({ allErrors: true }).compile(gitlabSchema);
  const entries = JSON.parse(render(folder, report([
    diagnostic({ file: "./a.h" }), diagnostic({ message: "another", severity: "warning" }), diagnostic({ severity: "info", line: 9, end_line: 12 }),
    diagnostic({ object: { table: "customers", name: null, kind: "table" }, file: null, line: null, column: null, end_line: null, end_column: null }),
    diagnostic({ suppressed: { kind: "inSource", reason: null } }), diagnostic({ ...inDatabase, rule: "drift-type" }),
  ]), "gitlab", { cwd: path.join(folder, "repo/part"), variables: { CI_PROJECT_DIR: path.join(folder, "repo") } }));
  assert.ok(validate(entries), JSON.stringify(validate.errors));
  assert.deepEqual(entries.map(({ severity }) => severity), ["major", "minor", "info", "major", "major"]);
  assert.deepEqual(entries.map(({ location }) => location.path), ["part/a.h", "part/a.h", "part/a.h", ".", "."]);
  assert.equal(new Set(entries.map(({ fingerprint }) => fingerprint)).size, 5);
  assert.equal(entries[0].description, "fk-unknown-target: table `customer` is unknown");
});

test("gitlab: a fingerprint knows no line, and a clean report is an empty array", (t) => {
  const folder = scratch(t);
  const print = (line) => JSON.parse(render(folder, report([diagnostic({ line, end_line: line })]), "gitlab"))[0].fingerprint;
  assert.equal(print(3), print(300));
  assert.equal(render(folder, report([]), "gitlab"), "[]\n");
});

test("rdjson: valid by the format's validator; columns are bytes", (t) => {
  const { RDFormatValidator } = require("@umbrelladocs/rdformat-validator");
  const folder = scratch(t, wide);
  const text = render(folder, report([
    diagnostic({ ...wideBytes, fix: wideFix, help: "see", related: [{ file: "a.h", line: 1, column: 5, end_line: 1, end_column: 6, message: "here" }] }),
    diagnostic({ severity: "warning" }), diagnostic({ severity: "info", line: null, column: null, end_line: null, end_column: null }), diagnostic(inDatabase),
  ]), "rdjson");
  const data = JSON.parse(text);
  const validator = new RDFormatValidator();
  const result = validator.validateObject(data);
  assert.ok(result.valid, JSON.stringify(result.errors));
  assert.deepEqual(data.diagnostics[0].location, { path: "a.h", range: { start: { line: 2, column: 13 }, end: { line: 2, column: 17 } } });
  assert.deepEqual(data.diagnostics[0].suggestions, [{ range: data.diagnostics[0].location.range, text: "漢" }]);
  assert.deepEqual(data.diagnostics.map(({ severity }) => severity), ["ERROR", "WARNING", "INFO", "ERROR"]);
  assert.deepEqual(data.diagnostics[2].location, { path: "a.h" });
  assert.ok(!validator.validateObject({ diagnostics: [{ location: {} }] }).valid);
});

test("jsonl: header, one diagnostic a line, notices, summary", (t) => {
  const folder = scratch(t, wide);
  const source = report([diagnostic({ ...wideBytes, fix: wideFix, message: "two\nlines" }), diagnostic({ suppressed: { kind: "inSource", reason: "x" } })],
    { notices: [{ level: "warning", file: null, line: null, column: null, message: "note" }] });
  const lines = render(folder, source, "jsonl").trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(lines.map(({ type }) => type), ["header", "diagnostic", "diagnostic", "notice", "summary"]);
  assert.equal(lines[0].version, 1);
  const { type, ...first } = lines[1];
  assert.deepEqual(first, JSON.parse(render(folder, source, "json")).diagnostics[0]);
  assert.equal(first.column, 13);
  assert.deepEqual(first.fix, wideFix);
  assert.equal(lines[4].errors, 1);
  assert.equal(lines[4].suppressed, 1);
});

test("markdown: a table worst first, details with a fence that the source cannot close", (t) => {
  const folder = scratch(t, { "a.h": "int a; ```` x\n" });
  const text = render(folder, report([diagnostic({ severity: "warning", message: "second" }), diagnostic({ message: "first <b> | `x|y`" })]), "markdown");
  assert.ok(text.indexOf("first &lt;b&gt; \\| `x\\|y`") < text.indexOf("second"));
  assert.ok(text.includes("\n`````c\n"), text);
  assert.equal(text.match(/<details>/g).length, 2);
  assert.equal(text.match(/<\/details>/g).length, 2);
  assert.ok(text.includes("1 | int a; ```` x"));
  assert.ok(render(folder, report([]), "markdown").startsWith("## ormlint: 0 errors, 0 warnings\n"));
});

test("every format takes 5,000 findings", (t) => {
  const folder = scratch(t, manySources());
  for (const format of ["text", "concise", "jsonl", "gitlab", "rdjson", "azure", "markdown", "github", "junit", "checkstyle", "sarif"])
    assert.ok(render(folder, many(5000), format).length > 1000, format);
});
