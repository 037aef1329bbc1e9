// What the format tests share: a scratch folder with sources, a JSON report over them, and the tool.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";

export const ormlint = process.env.ORMLINT;
export const packages = process.env.ORMLINT_PACKAGES;
export const require = createRequire(path.join(packages, "package.json"));

// Only what a test sets may tell of a CI service.
const services = ["GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY"];
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !services.includes(name)));

export function run(folder, command, args, variables = {}) {
  const result = spawnSync(command, args, { cwd: folder, env: { ...environment, ...variables }, maxBuffer: 1 << 28 });
  if (result.error) throw result.error;
  return { status: result.status, out: result.stdout.toString(), err: result.stderr.toString() };
}

export function scratch(t, files = {}) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "ormlint-formats-")));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

export function diagnostic(given = {}) {
  return {
    rule: "fk-unknown-target", severity: "error", message: "table `customer` is unknown", help: null,
    file: "a.h", line: 1, column: 1, end_line: 1, end_column: 2,
    object: { table: "orders", name: "customer_id", kind: "column" },
    expected: null, actual: null, related: [], fix: null, fingerprint: "0", suppressed: null, ...given,
  };
}

// Nothing in a database has a line.
export const inDatabase = { file: "postgresql://localhost/shop", line: null, column: null, end_line: null, end_column: null };

// An edit of `name` in `wide`.
export const wideFix = { description: "rename it", safe: true, edits: [{ file: "a.h", ...{ line: 2, column: 13, end_line: 2, end_column: 17 }, text: "漢" }] };

// Models of two tables with findings, of which one is suppressed, and of one without.
export const model = `#include <ormlint/orm.h>
#include <stdint.h>
struct ORM_TABLE(clean) clean { int64_t id ORM_COLUMN(primary_key); };
struct ORM_TABLE(orders) order {
    int64_t id ORM_COLUMN(primary_key);
    /* é漢 */ int64_t customer_id ORM_FOREIGN_KEY(customer.id);
};
struct ORM_TABLE(lines) line {
    int64_t id ORM_COLUMN(primary_key);
    int64_t kept ORM_FOREIGN_KEY(gone.id) ORM_ALLOW(fk-unknown-target, reason="old & known");
};
`;

export function report(diagnostics, given = {}) {
  return {
    version: 1, tool: { name: "ormlint", version: "0.1.0", libclang: "14.0.6" }, dialect: "postgresql", schemas: [],
    summary: { files: 1, models: 2, columns: 3, errors: 0, warnings: 0, infos: 0, suppressed: 0, baselined: 0, complete: true },
    diagnostics, notices: [], ...given,
  };
}

// The report in a format, through `ormlint report`.
export function render(folder, json, format, { variables = {}, cwd = folder } = {}) {
  fs.writeFileSync(path.join(folder, "report.json"), JSON.stringify(json));
  const result = run(cwd, ormlint, ["report", path.join(folder, "report.json"), "--format", format], variables);
  if (result.status !== 0 || result.err !== "") throw new Error(`exit code ${result.status}: ${result.err}`);
  return result.out;
}

// A tab, letters of two and three bytes, and CRLF before a name: bytes 13 to 17, code points 10 to 14.
export const wide = { "a.h": "int x;\r\n\tchar *é漢name;\r\nint y;\r\n" };
export const wideBytes = { line: 2, column: 13, end_line: 2, end_column: 17 };
export const widePoints = { line: 2, column: 10, end_line: 2, end_column: 14 };

// Many findings over one source, of every severity in turn.
export function many(count) {
  const severities = ["error", "warning", "info"];
  return report(Array.from({ length: count }, (_, index) => diagnostic({
    severity: severities[index % 3], message: `finding number ${index} of \`table_${index % 40}\``,
    rule: index % 2 === 0 ? "fk-unknown-target" : "a-rule", file: `src/model_${index % 25}.h`,
    line: 1 + (index % 9), column: 1, end_line: 1 + (index % 9), end_column: 4,
    object: { table: `table_${index % 40}`, name: `column_${index}`, kind: "column" },
  })));
}

export function manySources() {
  const text = Array.from({ length: 12 }, (_, index) => `int64_t field_${index} ORM_FOREIGN_KEY(parent.id);\n`).join("");
  return Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`src/model_${index}.h`, text]));
}
