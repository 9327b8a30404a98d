// Debian's Chromium with a fresh profile; what it complains of is kept.
import { existsSync } from "node:fs";

import { chromium } from "playwright-core";

const places = [process.env.HOSTLER_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export function startBrowser() {
  const executablePath = places.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("no Chromium: install it, or name it in HOSTLER_CHROMIUM");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-features=LocalNetworkAccessChecks",
    ],
  });
}

/** A page of a person of their own, and a list of everything that went wrong on it. */
export async function openPage(browser, { language, theme, width }) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme, reducedMotion: "reduce", timezoneId: "Asia/Kolkata" });
  await context.addInitScript(
    ([language, theme]) => {
      // A frame that shows a mail has no storage.
      if (globalThis.self !== globalThis.top) return;
      localStorage.setItem("hostler.language", language);
      localStorage.setItem("hostler.theme", theme);
    },
    [language, theme],
  );
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { page, complaints, close: () => context.close() };
}
