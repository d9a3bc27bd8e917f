// Opens a page in a real browser, once for each width and colour scheme, and prints as JSON what it finds.
//
//   node look.js MODULES CHROMIUM PAGE FOLDER
//
// MODULES is a node_modules with playwright-core and axe-core. Screenshots go to FOLDER.
const path = require("path");
const { pathToFileURL } = require("url");
const [modules, executablePath, file, folder] = process.argv.slice(2);
const { chromium } = require(path.join(modules, "playwright-core"));
const axe = path.join(modules, "axe-core", "axe.min.js");

async function look(browser, width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
  const page = await context.newPage();
  const requests = [];
  const said = [];
  page.on("request", (request) => requests.push(request.url().slice(0, 80)));
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(pathToFileURL(file).href);
  await page.screenshot({ path: path.join(folder, `${width}-${colorScheme}.png`), fullPage: true });
  const focused = await tabbed(page);
  // What is folded is judged, too.
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await flatten(page);
  await page.setViewportSize({ width: Math.max(width, 4000), height: 900 });
  await page.evaluate(require("fs").readFileSync(axe, "utf8"));
  const found = await page.evaluate(async () => {
    const run = await axe.run(document, { resultTypes: ["violations", "incomplete"] });
    const short = (list) => list.map((one) => ({
      rule: one.id, impact: one.impact, count: one.nodes.length,
      nodes: one.nodes.slice(0, 5).map((node) => `${node.html.slice(0, 160)} | ${node.failureSummary || ""}`),
    }));
    return { passes: run.passes.length, violations: short(run.violations), incomplete: short(run.incomplete) };
  });
  await context.close();
  return { width, colorScheme, requests, said, overflow, focused, ...found };
}

// What stays in place while the rest is scrolled lies over other things, and axe cannot tell what is behind a text.
// So nothing stays, and wide things are shown whole: then every colour is judged.
async function flatten(page) {
  await page.evaluate(() => {
    const sheet = document.styleSheets[0];
    sheet.insertRule("* { position: static !important; overflow: visible !important; }", sheet.cssRules.length);
    sheet.insertRule("body { max-width: none; }", sheet.cssRules.length);
    sheet.insertRule(".hidden, .skip { display: none !important; }", sheet.cssRules.length);
  });
}

// The first stops of the Tab key: what has the focus, and whether that can be seen.
async function tabbed(page) {
  const stops = [];
  for (let count = 0; count < 12; count += 1) {
    await page.keyboard.press("Tab");
    stops.push(await page.evaluate(() => {
      const one = document.activeElement;
      const style = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      return {
        what: `${one.tagName.toLowerCase()} ${(one.getAttribute("aria-label") || one.textContent || "").trim().slice(0, 40)}`,
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      };
    }));
  }
  return stops;
}

(async () => {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  const seen = [];
  for (const width of [390, 1280]) {
    for (const scheme of ["light", "dark"]) seen.push(await look(browser, width, scheme));
  }
  await browser.close();
  console.log(JSON.stringify(seen));
})().catch((error) => { console.error(error); process.exit(1); });
