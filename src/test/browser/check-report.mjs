// Opens a report from disk in Chromium and uses it; ends with 1 and a line for each thing wrong.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [file, out] = process.argv.slice(2);
if (!file || !out) {
  console.error("usage: node check-report.mjs INDEX_HTML OUT");
  process.exit(2);
}
await mkdir(out, { recursive: true });
const page_url = pathToFileURL(file).href;
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** What a reader prints; report.pdf has at most 12 pages. */
const MOST_PAGES = 20;
const wrong = [];
const check = (what, holds) => {
  console.log(`${holds ? "ok" : "WRONG"}: ${what}`);
  if (!holds) wrong.push(what);
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});

/** The report in a window of its own; what it asks for and complains of counts as wrong. */
async function open(width, colorScheme, options = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 800 },
    colorScheme,
    deviceScaleFactor: 1,
    ...options,
  });
  const page = await context.newPage();
  page.on("console", (it) => {
    if (["error", "warning"].includes(it.type())) check(`a word in the console: ${it.text()}`, false);
  });
  page.on("pageerror", (it) => check(`an error: ${it}`, false));
  page.on("request", (it) => {
    if (it.url() !== page_url) check(`a request: ${it.url()}`, false);
  });
  await page.goto(page_url);
  return page;
}

/** The texts of a table's column, from above, of the rows that are shown. */
const column = (table, at) =>
  table.evaluate(
    (it, index) =>
      [...it.tBodies[0].rows]
        .filter((row) => !row.hidden)
        .map((row) => row.cells[index].dataset.value ?? row.cells[index].textContent.trim()),
    at,
  );

async function sorts(page) {
  const table = page.locator("table.data:has(th button)").first();
  const types = await table.locator("thead th").evaluateAll((all) => all.map((it) => (it.offsetWidth > 0 ? it.dataset.type : "hidden")));
  for (const type of ["whole", "moment"]) {
    const at = types.indexOf(type);
    if (at < 0) continue;
    const head = table.locator("thead th").nth(at);
    const key = (text) => (type === "whole" ? Number(text) : text);
    for (const order of ["ascending", "descending"]) {
      await head.locator("button").focus();
      await page.keyboard.press("Enter");
      const values = (await column(table, at)).filter((it) => it !== "–").map(key);
      const way = order === "ascending" ? 1 : -1;
      const sorted = [...values].sort((a, b) => (a < b ? -way : a > b ? way : 0));
      check(`a column of type ${type} is sorted ${order} by the keyboard`, `${values}` === `${sorted}`);
      check(`it says so`, (await head.getAttribute("aria-sort")) === order);
    }
  }
}

async function filters(page) {
  const block = page.locator(".table-block:has(.tools)").first();
  const table = block.locator("table.data");
  const before = await table.locator("tbody tr:not([hidden])").count();
  const texts = await table.locator("tbody tr").evaluateAll((all) => all.map((it) => it.textContent.toLowerCase()));
  const cell = await table.locator("tbody tr").nth(1).locator("th").first().textContent();
  const word = cell.trim().toLowerCase().split(/\s+/)[0];
  const expected = texts.filter((it) => it.includes(word)).length;
  await block.locator("input[type=search]").fill(word);
  const shown = await table.locator("tbody tr:not([hidden])").count();
  check(`a filter leaves ${expected} of ${before} rows`, shown === expected && shown > 0);
  const said = await block.locator("output").textContent();
  check(`it says so: ${said}`, said.startsWith(`${expected.toLocaleString("en-US")} of `));
  await block.locator("input[type=search]").fill("no row holds this");
  check("a filter leaves no row", (await table.locator("tbody tr:not([hidden])").count()) === 0);
  await block.locator("input[type=search]").fill("");
  check("the rows come back", (await table.locator("tbody tr:not([hidden])").count()) === before);
}

async function filtersFindings(page) {
  const all = await page.locator(".finding").count();
  if (all < 2) return;
  const severity = await page.locator(".finding").first().getAttribute("data-severity");
  const same = await page.locator(`.finding[data-severity=${severity}]`).count();
  const select = page.locator("#findings select").first();
  await select.selectOption(severity);
  check(`${same} findings are ${severity}`, (await page.locator(".finding:not([hidden])").count()) === same);
  check("they are not folded", (await page.locator(".rule:not([hidden]) .folded").count()) === 0);
  check(
    "a rule without any is hidden",
    await page.locator(".rule").evaluateAll((rules) =>
      rules.every((it) => it.hidden === !it.querySelector(".finding:not([hidden])"))),
  );
  await select.selectOption("");
}

async function folds(page) {
  const at = await page.locator("table.data").evaluateAll((all) => all.findIndex((it) => it.classList.contains("folded")));
  if (at < 0) return;
  const table = page.locator("table.data").nth(at);
  const button = table.locator("xpath=../following-sibling::button[1]");
  const rows = await table.locator("tbody tr").count();
  check("a long table begins with ten rows", (await table.locator("tbody tr:visible").count()) === 10);
  await button.click();
  check(`a button shows all ${rows}`, (await table.locator("tbody tr:visible").count()) === rows);
  await button.click();
  check("and folds them again", (await table.locator("tbody tr:visible").count()) === 10);
}

async function firstScreenLeadsToTheRules(page) {
  const lines = page.locator(".matters li a");
  const all = await lines.count();
  for (let at = 0; at < all; at++) {
    const target = (await lines.nth(at).getAttribute("href")).slice(1);
    await lines.nth(at).click();
    check(`line ${at + 1} leads to its rule`, await page.locator(`[id="${target}"]`).isVisible());
  }
  check("all rules are in a table", (await page.locator("#table-rules ~ .box tbody tr").count()) > 0);
}

async function hasUniqueIds(page) {
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((it) => it.id);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
  });
  check(`each id occurs once ${twice}`, twice.length === 0);
}

/** No table is cut at the right edge, unless the page says so. */
async function fits(page, width) {
  const cut = await page.locator("main .box:has(table.data:not(.plain))").evaluateAll((boxes) =>
    boxes
      .filter((it) => it.scrollWidth > it.clientWidth + 2 && !it.classList.contains("goes-on"))
      .map((it) => it.getAttribute("aria-labelledby")));
  check(`no table is cut without a sign at ${width} px ${cut}`, cut.length === 0);
  const blocks = page.locator("main .box:has(table.data:not(.plain))");
  const at = await blocks.evaluateAll((all) =>
    all.findIndex((it) => [...it.querySelectorAll("thead th")].some((head) => head.offsetWidth === 0)));
  if (at < 0) return;
  const box = blocks.nth(at);
  const button = box.locator("xpath=preceding-sibling::div[1]").locator("button");
  const shown = await box.locator("thead th:visible").count();
  const all = await box.locator("thead th").count();
  check(`${shown} of ${all} columns are shown at ${width} px`, shown < all && shown > 0);
  await button.click();
  check("a button shows all columns", (await box.locator("thead th:visible").count()) === all);
  check("the table says that it goes on", await box.evaluate((it) => it.classList.contains("goes-on")));
  await button.click();
  check("and hides them again", (await box.locator("thead th:visible").count()) === shown);
}

async function leadsToTheQuery(page) {
  await page.locator(".headline .value a").first().click();
  check("a figure leads to its query", await page.locator(".queries details[open] code").first().isVisible());
  check("a query can be copied", (await page.locator(".queries details[open] button.copy").count()) === 1);
}

async function draws(page) {
  const drawings = await page.locator(".drawing").count();
  const inked = await page.locator(".drawing canvas").evaluateAll(
    (all) =>
      all.filter((it) => it.getContext("2d").getImageData(0, 0, it.width, it.height).data.some((byte) => byte > 0))
        .length,
  );
  check(`${drawings} charts are drawn`, inked === drawings);
}

/** Prints the page as a reader does, after it was used. */
async function prints(page, scheme) {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await writeFile(join(out, `report-${scheme}.pdf`), pdf);
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  check(`it prints ${pages} pages`, pages > 0 && pages <= MOST_PAGES);
}

async function accessible(page, scheme) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => { it.open = true; }));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  for (const it of violations) {
    const line = `${it.impact} ${it.id}: ${it.help} (${it.nodes.length}), ${it.nodes[0].html.slice(0, 160)}`;
    if (["serious", "critical"].includes(it.impact)) check(`axe, ${scheme}: ${line}`, false);
    else console.log(`note: axe, ${scheme}: ${line}`);
  }
  check(`axe finds nothing serious in ${scheme}`, violations.every((it) => !["serious", "critical"].includes(it.impact)));
}

for (const scheme of ["light", "dark"]) {
  for (const width of [360, 800, 1400, 2000]) {
    const page = await open(width, scheme);
    const spill = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(`nothing spills over at ${width} px, ${scheme}`, spill <= 0);
    await draws(page);
    await fits(page, width);
    if (width === 1400) await hasUniqueIds(page);
    await page.screenshot({ path: join(out, `report-${width}-${scheme}.png`) });
    await page.screenshot({ path: join(out, `report-${width}-${scheme}-whole.png`), fullPage: true });
    if (width === 1400) {
      if ((await page.locator("table.data:has(th button)").count()) > 0) await sorts(page);
      if ((await page.locator(".table-block:has(.tools)").count()) > 0) await filters(page);
      await filtersFindings(page);
      await folds(page);
      await firstScreenLeadsToTheRules(page);
      await leadsToTheQuery(page);
      await prints(page, scheme);
    }
    await page.context().close();
    if (width === 360 || width === 1400) {
      const fresh = await open(width, scheme);
      await accessible(fresh, `${scheme} at ${width} px`);
      await fresh.context().close();
    }
  }
}

const bare = await open(1400, "light", { javaScriptEnabled: false });
check("without scripts the charts' figures are open", await bare.locator(".figures-of").evaluateAll((all) => all.every((it) => it.open)));
await browser.close();
if (wrong.length > 0) {
  console.error(`${wrong.length} things are wrong with ${file}.`);
  process.exit(1);
}
