import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { twMerge } from "tailwind-merge";
import { describe, expect, it } from "vitest";

import { cn } from "./cn";

// A value of a prop that only looks like a class, and a class of our own theme that tailwind-merge can't know.
const others = new Set(["bottom-right", "shadow-float"]);
const root = resolve(import.meta.dirname, "../../../..");

/** Every word in a string of the sources that may be a class. */
function wordsOf(folder: string): Set<string> {
  const words = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".tsx") || entry.name.includes(".test.")) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
    for (const [, quoted = ""] of text.matchAll(/"([^"\n]*)"/g))
      for (const word of quoted.split(/\s+/)) if (/^-?[a-z][a-z0-9[\]().%_/-]*$/.test(word) && !others.has(word)) words.add(word);
  }
  return words;
}

describe("cn", () => {
  it("lets the later class win", () => {
    expect(cn("px-2 text-sm", "px-4")).toBe("text-sm px-4");
    expect(cn("pt-1", "p-2")).toBe("p-2");
    expect(cn("p-2", "pt-1")).toBe("p-2 pt-1");
    expect(cn("h-9", false, undefined, "md:h-7")).toBe("h-9 md:h-7");
    expect(cn("text-sm text-muted-foreground", "text-foreground")).toBe("text-sm text-foreground");
  });

  it("judges every two classes of ours as tailwind-merge does", () => {
    const words = [...new Set(["templates/ui/src", "templates/web-kit/src", "portal/src", "admin/src"].flatMap((folder) => [...wordsOf(join(root, folder))]))];
    // A word that neither knows is the same twice, and merges with nothing.
    const known = words.filter((word) => twMerge(word, word) === word || cn(word, word) === word);
    // Of those that differ in their value alone a few speak for all: every two of a thousand would be a million.
    const perKind = new Map<string, number>();
    const classes = known.filter((word) => {
      const kind = word.replace(/-[^-]*$/, "-");
      const seen = perKind.get(kind) ?? 0;
      perKind.set(kind, seen + 1);
      return seen < 2;
    });
    expect(classes.length).toBeGreaterThan(200);
    const wrong: string[] = [];
    for (const first of classes)
      for (const second of classes) {
        if (first === second) continue;
        const ours = cn(first, second);
        // Cheap where nothing is said by either: only what one of them merges is compared.
        if (ours !== twMerge(first, second)) wrong.push(`${first} + ${second}: "${ours}"`);
      }
    expect(wrong).toEqual([]);
  }, 300_000);
});
