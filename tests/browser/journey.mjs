// Lives in the browser, one after another, against one engine with the demonstration's data: what it prints first is each
// one's name. A journey is a file of its own below journeys/; those that move the clock far stand last.
// node tests/browser/journey.mjs [--only=part of a name]
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { openPage, startBrowser } from "./browser.mjs";
import { signIn } from "./client.mjs";
import { people, startEngine } from "./engine.mjs";

const files = [
  "joins-and-buys",
  "buys-a-name",
  "asks-support",
  "pays-by-transfer",
  "saves-a-card",
  "network-blocks-the-gateway",
  "network-goes-at-the-checkout",
  "two-windows",
  "session-ends",
  "long-names",
  "staff-answers-a-ticket",
  "staff-configures-a-plugin",
  "staff-writes-a-hook",
  "staff-mends-a-failed-job",
  "staff-sets-up-a-shop",
  "falls-behind",
  "staff-runs-billing",
];
const only = process.argv.find((word) => word.startsWith("--only="))?.slice(7);
const shots = resolve(import.meta.dirname, "../../build/web-shots");
mkdirSync(shots, { recursive: true });

const engine = await startEngine();
const browser = await startBrowser();
const failures = [];
try {
  for (const file of files) {
    const { default: journey } = await import(`./journeys/${file}.mjs`);
    if (only && !file.includes(only) && !journey.name.includes(only)) continue;
    await play(file, journey);
  }
} finally {
  await browser.close();
  await engine.stop();
}
for (const failure of failures) console.error(failure);
console.log(failures.length === 0 ? "journeys: done" : `journeys: ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function play(file, journey) {
  console.log(journey.name);
  const begun = Date.now();
  // A shop that has nothing yet is an engine of its own.
  const own = journey.empty ? await startEngine({ empty: true }) : engine;
  const { page, complaints, close } = await openPage(browser, { language: "en", theme: "light", width: 1280 });
  page.setDefaultTimeout(90_000);
  let step = "began";
  const path = (name) => join(shots, `journey.${file}.${name}.png`);
  const shot = Object.assign((name) => page.screenshot({ path: path(name), fullPage: true }), { path });
  try {
    await journey.run({
      engine: own,
      browser,
      page,
      // After a jump of the clock everybody signs in again.
      staff: () => signIn(own, people.owner),
      say: (text) => {
        step = text;
        console.log(`  ${text}`);
      },
      must: (isSo, what) => {
        if (!isSo) throw new Error(what);
      },
      shot,
    });
    // Refusals of the API stand in the console too; a journey meets some on purpose.
    const wrong = complaints.filter((text) => !/401|403|404|409|422/.test(text) && !journey.expected?.test(text));
    if (wrong.length > 0) throw new Error(`the browser complains: ${wrong.join("; ")}`);
    console.log(`  done in ${Math.round((Date.now() - begun) / 1000)} s`);
  } catch (error) {
    await shot("failed").catch(() => undefined);
    failures.push(`${journey.name}: failed where it ${step}: ${error.message} at ${page.url()}; ${complaints.join("; ")}`);
  } finally {
    await close();
    if (own !== engine) await own.stop();
  }
}
