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
  return { parts, reach, weight };
}

describe.skipIf(!existsSync(join(built, "portal/.vite/manifest.json")))("the portal's size", () => {
  const { parts, reach, weight } = weigh("portal");
  const named = (end: string) => Object.keys(parts).filter((name) => name.endsWith(end));

  // React is 75 of it, its router 26, queries 11.
  it("is under 140 KB for the first screen of the shop's first page, with its frame and all", () => {
    const first = reach(["index.html", ...named("app/public-frame.tsx"), ...named("shop/pages/home-page.tsx")]);
    expect(weight(first)).toBeLessThan(140);
  });

  it("is under 148 KB for the whole of that page, with what comes below its first screen", () => {
    const whole = reach([
      "index.html",
      ...named("app/public-frame.tsx"),
      ...named("app/footer-end.tsx"),
      ...named("shop/pages/home-page.tsx"),
      ...named("shop/components/below-the-fold.tsx"),
    ]);
    expect(weight(whole)).toBeLessThan(148);
  });
});

describe.skipIf(!existsSync(join(built, "admin/.vite/manifest.json")))("admin's size", () => {
  const { parts, reach, weight } = weigh("admin");
  const named = (end: string) => Object.keys(parts).filter((name) => name.endsWith(end));

  it("is under 201 KB for today's page, with its frame and all", () => {
    const first = reach(["index.html", ...named("app/frame.tsx"), ...named("today/pages/today-page.tsx")]);
    expect(weight(first)).toBeLessThan(201);
  });
});

describe.each([
  ["portal", 122],
  ["admin", 125],
])("the size of %s", (app, most) => {
  const there = existsSync(join(built, app, ".vite/manifest.json"));

  it.skipIf(!there)(`is under ${most} KB before any page`, () => {
    const { reach, weight } = weigh(app);
    expect(weight(reach(["index.html"]))).toBeLessThan(most);
  });

  it.skipIf(!there)("is under 62 KB for each page that comes later", () => {
    const { parts, reach, weight } = weigh(app);
    const frame = Object.keys(parts).filter((name) => name.endsWith("app/frame.tsx"));
    const before = reach(["index.html", ...frame]);
    const heavy = Object.keys(parts)
      .filter((name) => parts[name]?.isDynamicEntry && !exempt.test(name))
      .map((name) => [name, weight([...reach([name])].filter((part) => !before.has(part)))] as const)
      .filter(([, size]) => size >= 62);
    expect(heavy).toEqual([]);
  });
});
