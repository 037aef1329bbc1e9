// The HTML report in a real browser.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { diagnostic, many, manySources, render, report, require, scratch, wide, wideBytes } from "./support.mjs";

const { chromium } = require("playwright-core");
const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
let profile, context;

test.before(async () => {
  profile = fs.mkdtempSync(path.join(os.tmpdir(), "ormlint-profile-"));
  context = await chromium.launchPersistentContext(profile, { executablePath, args, headless: true, viewport: { width: 1280, height: 900 } });
});
test.after(async () => {
  await context?.close();
  fs.rmSync(profile, { recursive: true, force: true });
});

// Opens the page; whatever it asks for elsewhere or says on the console is a fault.
async function open(t, folder, html) {
  const file = path.join(folder, "report.html"), url = pathToFileURL(file).href, faults = [];
  fs.writeFileSync(file, html);
  const page = await context.newPage();
  t.after(() => page.close());
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("request", (request) => { if (request.url() !== url) faults.push(request.url()); });
  await page.goto(url);
  t.after(() => assert.deepEqual(faults, []));
  if (process.env.ORMLINT_SCREENSHOTS) {
    const name = t.name.replaceAll(/\W+/g, "-");
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.screenshot({ path: path.join(process.env.ORMLINT_SCREENSHOTS, `${name}-${scheme}.png`) });
    }
    await page.emulateMedia({ colorScheme: "light" });
  }
  return page;
}

const visible = (page) => page.locator(".finding:visible").count();

test("one finding", async (t) => {
  const folder = scratch(t, wide);
  const page = await open(t, folder, render(folder, report([diagnostic({
    ...wideBytes, message: "table `customer` is <b>unknown</b>", help: "did you mean `customers`?",
    related: [{ file: "a.h", line: 1, column: 5, end_line: 1, end_column: 6, message: "mapped here" }],
  })]), "html"));
  assert.equal(await visible(page), 1);
  assert.equal(await page.locator("#status").textContent(), "1 finding");
  assert.equal(await page.locator(".finding > .frame mark").textContent(), "name");
  assert.equal(await page.locator(".finding > .frame .at").textContent(), "2\tchar *é漢name;\n");
  assert.equal(await page.locator(".related mark").textContent(), "x");
  assert.equal(await page.locator(".finding h3").textContent(), "error table customer is <b>unknown</b>");
  assert.equal(await page.locator(".finding .place").first().textContent(), "a.h:2:13");
});

test("no finding, and an incomplete run", async (t) => {
  const folder = scratch(t);
  const page = await open(t, folder, render(folder, report([], {
    summary: { ...report([]).summary, complete: false }, notices: [{ level: "error", file: "b.h", line: 3, column: 1, message: "expected ';'" }],
  }), "html"));
  assert.equal(await page.locator(".nothing").textContent(), "No findings.");
  assert.ok(await page.locator(".incomplete").isVisible());
  assert.ok(await page.getByText("expected ';'").isVisible());
});

test("5,000 findings", async (t) => {
  const folder = scratch(t, manySources());
  const page = await open(t, folder, render(folder, many(5000), "html"));
  assert.equal(await visible(page), 5000);

  const start = Date.now();
  await page.locator("#search").fill("number 4321 ");
  assert.equal(await visible(page), 1);
  assert.equal(await page.locator("#status").textContent(), "1 of 5000 findings");
  await page.keyboard.press("Escape");
  assert.equal(await visible(page), 5000);
  await page.locator(".chip.error").click();
  assert.equal(await visible(page), 5000 - 1667);
  assert.equal(await page.locator(".finding[data-severity=error]:visible").count(), 0);
  await page.locator(".chip.error").click();
  for (const [by, groups] of [["table", 40], ["file", 25], ["rule", 2], ["severity", 3]]) {
    await page.locator("#group").selectOption(by);
    assert.equal(await page.locator("#findings section:visible").count(), groups);
    assert.equal(await page.locator("#overview a:visible").count(), groups);
    assert.equal(await visible(page), 5000);
  }
  assert.ok(Date.now() - start < 15000, `${Date.now() - start} ms`);
});

test("the keyboard is enough", async (t) => {
  const folder = scratch(t, manySources());
  const page = await open(t, folder, render(folder, many(30), "html"));
  const focused = () => page.evaluate(() => document.activeElement.dataset.severity ?? document.activeElement.id);
  const first = () => page.evaluate(() => document.activeElement.querySelector("h3").textContent);
  await page.keyboard.press("/");
  assert.equal(await focused(), "search");
  await page.keyboard.type("warning");
  assert.equal(await visible(page), 10);
  await page.keyboard.press("Escape");
  assert.equal(await visible(page), 30);
  await page.keyboard.press("j");
  assert.match(await first(), /number 0 /);
  await page.keyboard.press("j");
  assert.match(await first(), /number 3 /);
  await page.keyboard.press("k");
  assert.match(await first(), /number 0 /);
  await page.locator(".chip.warning").focus();
  await page.keyboard.press("Space");
  assert.equal(await page.locator(".chip.warning").getAttribute("aria-pressed"), "false");
  assert.equal(await visible(page), 20);
});

test("dark and light", async (t) => {
  const folder = scratch(t, wide);
  const page = await open(t, folder, render(folder, report([diagnostic(wideBytes)]), "html"));
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.locator("#theme").click();
  const dark = await background();
  assert.notEqual(light, dark);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await background(), dark);
});

test("without a script every finding is there", async (t) => {
  const folder = scratch(t, wide);
  const html = render(folder, report([diagnostic(wideBytes), diagnostic()]), "html").replace(/<script>[^]*<\/script>/, "");
  const page = await open(t, folder, html);
  assert.equal(await visible(page), 2);
});
