// @vitest-environment node
// How much a visitor loads, from Vite's own list of what was built (scripts/build-web): gzip, in KB of 1000 bytes.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

import { describe, expect, it } from "vitest";

const built = resolve(import.meta.dirname, "../../build/web");

interface Part {
  file: string;
  imports?: string[];
  dynamicImports?: string[];
  isDynamicEntry?: boolean;
}

// Heavy by nature, and never part of a page's first paint.
const exempt = /recharts|codemirror|xterm|novnc|zxcvbn|password-strength|libphonenumber|phone-/;

function weigh(app: string) {
  const parts = JSON.parse(readFileSync(join(built, app, ".vite/manifest.json"), "utf8")) as Record<string, Part>;
  const reach = (names: string[], seen = new Set<string>()) => {
    for (const name of names) {
      if (seen.has(name)) continue;
      seen.add(name);
      reach(parts[name]?.imports ?? [], seen);
    }
    return seen;
  };
  const weight = (names: Iterable<string>) =>
    [...names]
      .map((name) => parts[name]?.file ?? "")
      .filter((file) => file.endsWith(".js"))
      .reduce((sum, file) => sum + gzipSync(readFileSync(join(built, app, file)), { level: 9 }).length, 0) / 1000;
  const named = (end: string) => Object.keys(parts).filter((name) => name.endsWith(end));
  // The kit's words are a part of their own, and nothing is shown before they are there.
  const before = (language: string) => ["index.html", ...named(`web-kit/src/locales/${language}/common.json`)];
  return { parts, reach, weight, named, before };
}

// Hindi takes more room than English.
const languages = ["en", "hi"];

describe.skipIf(!existsSync(join(built, "portal/.vite/manifest.json")))("the portal's size", () => {
  const { reach, weight, named, before } = weigh("portal");

  // React is 75 of it, its router 26, queries 11, words 5 or 7.
  it.each(languages)("is under 147 KB for the first screen of the shop's first page, with its frame and all, in %s", (language) => {
    const first = reach([...before(language), ...named("app/public-frame.tsx"), ...named("shop/pages/home-page.tsx")]);
    expect(weight(first)).toBeLessThan(147);
  });

  it.each(languages)("is under 156 KB for the whole of that page, with what comes below its first screen, in %s", (language) => {
    const whole = reach([
      ...before(language),
      ...named("app/public-frame.tsx"),
      ...named("app/footer-end.tsx"),
      ...named("shop/pages/home-page.tsx"),
      ...named("shop/components/below-the-fold.tsx"),
    ]);
    expect(weight(whole)).toBeLessThan(156);
  });
});

describe.skipIf(!existsSync(join(built, "admin/.vite/manifest.json")))("admin's size", () => {
  const { reach, weight, named, before } = weigh("admin");

  it.each(languages)("is under 209 KB for today's page, with its frame and all, in %s", (language) => {
    const first = reach([...before(language), ...named("app/frame.tsx"), ...named("today/pages/today-page.tsx")]);
    expect(weight(first)).toBeLessThan(209);
  });
});

describe.each([
  ["portal", 128],
  ["admin", 132],
])("the size of %s", (app, most) => {
  const there = existsSync(join(built, app, ".vite/manifest.json"));

  it.skipIf(!there).each(languages)(`is under ${most} KB before any page, in %s`, (language) => {
    const { reach, weight, before } = weigh(app);
    const first = before(language);
    // Were they packed elsewhere, their weight would be missed here.
    expect(first).toHaveLength(2);
    expect(weight(reach(first))).toBeLessThan(most);
  });

  it.skipIf(!there)("is under 62 KB for each page that comes later", () => {
    const { parts, reach, weight, named, before } = weigh(app);
    const loaded = reach([...before("en"), ...named("app/frame.tsx")]);
    const heavy = Object.keys(parts)
      .filter((name) => parts[name]?.isDynamicEntry && !exempt.test(name))
      .map((name) => [name, weight([...reach([name])].filter((part) => !loaded.has(part)))] as const)
      .filter(([, size]) => size >= 62);
    expect(heavy).toEqual([]);
  });
});
