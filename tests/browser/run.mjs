// Every route that is known, signed in, in both themes and languages, wide and narrow: nothing that axe finds, no error in
// the console, nothing against the policy, nothing wider than the window. Screenshots stay in build/web-shots.
// No page makes more calls at opening than its budget (pace.mjs). A table at the end says how quick each page was and how much
// it asked; --pace holds it to the budgets of time, too. A list of 10,000 rows draws what is seen.
// node tests/browser/run.mjs [portal|admin] [--quick] [--as=hi.light.360,en.dark.1280] [--only=/wallet,/cart]
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { AxeBuilder } from "@axe-core/playwright";

import { openPage, startBrowser } from "./browser.mjs";
import { prepareClient } from "./client.mjs";
import { prepareDesk } from "./desk.mjs";
import { people, startEngine } from "./engine.mjs";
import { tryLongList } from "./long-list.mjs";
import { interactionOf, overCalls, overTime, paceTable, paintOf, watchCalls } from "./pace.mjs";
import { missing, routes } from "./routes.mjs";

const shots = resolve(import.meta.dirname, "../../build/web-shots");
const only = process.argv.find((word) => word === "portal" || word === "admin");
const quick = process.argv.includes("--quick");
// --as=hi.light.360: in these ways alone; any width may be asked for.
const as = process.argv
  .find((word) => word.startsWith("--as="))
  ?.slice(5)
  .split(",");
// --only=/wallet,/cart: the addresses that begin so.
const wanted = process.argv
  .find((word) => word.startsWith("--only="))
  ?.slice(7)
  .split(",");
const isWanted = (path) => !wanted || wanted.some((start) => path.startsWith(start));
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
// --pace: what is over a budget of time is a fault. Only for a machine that does nothing else meanwhile.
const strict = process.argv.includes("--pace");
const faults = [];
const paces = [];

const widths = as ? [...new Set(as.map((way) => Number(way.split(".")[2])))] : [1280, 360];

mkdirSync(shots, { recursive: true });
const engine = await startEngine();
const made = await prepareClient(engine);
if (only !== "portal") Object.assign(made, await prepareDesk(engine, made));
const browser = await startBrowser();
try {
  for (const app of ["portal", "admin"].filter((name) => !only || name === only)) {
    for (const language of ["en", "hi"])
      for (const theme of ["dark", "light"])
        for (const width of widths) {
          if (as && !as.includes(`${language}.${theme}.${width}`)) continue;
          if (quick && (language === "hi") !== (theme === "light")) continue;
          await look(app, { language, theme, width });
        }
  }
} finally {
  await browser.close();
  await engine.stop();
}
for (const fault of faults) console.error(fault);
console.log(paceTable(paces));
console.log(faults.length === 0 ? "browser: nothing found" : `browser: ${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function look(app, choice) {
  const { page, complaints, close } = await openPage(browser, choice);
  const calls = watchCalls(page);
  const base = engine.url + (app === "admin" ? "/admin" : "");
  const who = app === "admin" ? people.owner : people.client;
  const name = (path) => [app, path.replaceAll(/[/?#=&]/g, "_").replaceAll(/_([a-z]{3})_0[a-z0-9]+/g, "_$1"), choice.language, choice.theme, choice.width].join(".");
  const go = async (path) => {
    // A page of its own each time: the session comes back by its cookie. Where only what stands behind # differs, nothing loads by itself.
    calls.begin();
    await page.goto(base + path);
    if (path.includes("#")) await page.reload();
  };
  const check = async (path) => {
    await page.locator("h1").first().waitFor({ timeout: 60_000 });
    await page.waitForFunction(() => document.querySelector("[data-slot=skeleton]") === null, undefined, { timeout: 60_000 });
    const pace = { name: name(path), calls: await calls.ofOpening(), paint: await paintOf(page) };
    for (const fault of overCalls(pace)) faults.push(`${pace.name}: ${fault}`);
    // A mail that is shown in a frame of its own runs no script, and so none of axe.
    const { violations } = await new AxeBuilder({ page }).withTags(tags).exclude("iframe[sandbox]").analyze();
    for (const { id, nodes } of violations)
      faults.push(
        `${name(path)}: axe ${id}: ${nodes
          .map((node) => node.target.join(" "))
          .join("; ")
          .slice(0, 300)}`,
      );
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) faults.push(`${name(path)}: ${over} px wider than the window`);
    for (const complaint of complaints.splice(0)) if (!(missing.test(path) && complaint.includes("404"))) faults.push(`${name(path)}: ${complaint}`);
    await page.screenshot({ path: join(shots, `${name(path)}.png`), fullPage: true });
    pace.interaction = await interactionOf(page);
    paces.push(pace);
    if (strict) for (const fault of overTime(pace)) faults.push(`${pace.name}: ${fault}`);
  };
  try {
    for (const path of routes.open[app](made)) {
      if (!isWanted(path)) continue;
      await go(path);
      await check(path);
    }
    calls.begin();
    await page.goto(`${base}/login`);
    await check("/login");
    await page.locator("input[type=email]").fill(who.email);
    await page.locator("input[type=password]").fill(who.password);
    await page.locator("button[type=submit]").click();
    await page.waitForURL((url) => !url.pathname.endsWith("/login"), { timeout: 60_000 });
    for (const path of routes[app](made)) {
      if (!isWanted(path)) continue;
      await go(path);
      await check(path);
    }
    if (app === "admin" && choice.width >= 768 && isWanted("/invoices")) faults.push(...(await tryLongList(page, `${base}/invoices`, /\/api\/admin\/invoices\?/, strict)));
  } catch (error) {
    faults.push(`${name("?")}: ${error.message} at ${page.url()}; ${complaints.join("; ")}`);
    await page.screenshot({ path: join(shots, `${name("failed")}.png`) }).catch(() => undefined);
  } finally {
    await close();
  }
}
