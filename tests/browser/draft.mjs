// A ticket half written when the session is ended elsewhere: it stands there again after signing in, and can be sent.
// node tests/browser/draft.mjs
import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";

import { openPage, startBrowser } from "./browser.mjs";
import { signIn } from "./client.mjs";
import { people, startEngine } from "./engine.mjs";

const shots = resolve(import.meta.dirname, "../../build/web-shots");
mkdirSync(shots, { recursive: true });
const engine = await startEngine();
const browser = await startBrowser();
const { page } = await openPage(browser, { language: "en", theme: "light", width: 1280 });
page.setDefaultTimeout(60_000);
const enter = async () => {
  await page.locator("input[type=email]").fill(people.client.email);
  await page.locator("input[type=password]").fill(people.client.password);
  await page.locator("button[type=submit]").click();
};
const must = (isSo, what) => {
  if (!isSo) throw new Error(what);
};
let step = "start";
try {
  step = "writes half a ticket";
  await page.goto(`${engine.url}/login?to=%2Fsupport%2Fnew`);
  await enter();
  await page.getByLabel("Subject").fill("The site is slow since this morning");
  await page.getByLabel("Message").fill("It began at nine.");
  await page.locator("input[type=file]").setInputFiles({ name: "timing.txt", mimeType: "text/plain", buffer: Buffer.from("ttfb 4.2 s") });
  await page.getByRole("button", { name: "Remove: timing.txt" }).waitFor();

  step = "loses the session, which another device ends";
  const elsewhere = await signIn(engine);
  for (const session of (await elsewhere("GET", "/auth/sessions")).data) if (!session.current) await elsewhere("DELETE", `/auth/sessions/${session.id}`);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.waitForURL("**/login**");
  await page.getByText("Your session has ended").waitFor();

  step = "finds the draft after signing in";
  await enter();
  await page.waitForURL("**/support/new");
  await page.getByText("Your draft is back").waitFor();
  must((await page.getByLabel("Subject").inputValue()) === "The site is slow since this morning", "the subject is lost");
  must((await page.getByLabel("Message").inputValue()) === "It began at nine.", "the message is lost");
  await page.getByText("timing.txt").waitFor();
  await page.screenshot({ path: join(shots, "draft.png"), fullPage: true });

  step = "sends it";
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.waitForURL("**/support/tkt_**");
  await page.getByText("It began at nine.").waitFor();
  await page.getByRole("button", { name: /timing\.txt/ }).waitFor();
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("hostler.draft.")));
  must(kept.length === 0, `drafts are left: ${kept.join()}`);
  console.log("draft: done");
} catch (error) {
  await page.screenshot({ path: join(shots, "draft.failed.png"), fullPage: true }).catch(() => undefined);
  console.error(`draft: failed while it ${step}: ${error.message} at ${page.url()}`);
  process.exitCode = 1;
} finally {
  await browser.close();
  await engine.stop();
}
