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
    // A word that is no class stays twice, and merges with nothing.
    const known = words.filter((word) => twMerge(word, word) === word);
    // Every two of a thousand would be a million: those that begin alike are judged with one another, and a few of them
    // speak for all with those that begin otherwise.
    const kinds = new Map<string, Map<string, string>>();
    for (const word of known) {
      const beginning = word.replace(/^-?([a-z]+).*$/, "$1");
      const alike = kinds.get(beginning) ?? new Map<string, string>();
      const form = word.replace(/-[^-]*$/, "-");
      if (!alike.has(form) && alike.size < 16) alike.set(form, word);
      else if (alike.size < 12) alike.set(word, word);
      kinds.set(beginning, alike);
    }
    const speakers = [...kinds.values()].flatMap((alike) => [...alike.values()].slice(0, 5));
    expect(speakers.length).toBeGreaterThan(200);
    const wrong: string[] = [];
    const judge = (group: string[]) => {
      for (const first of group)
        for (const second of group) {
          if (first === second) continue;
          const ours = cn(first, second);
          if (ours !== twMerge(first, second)) wrong.push(`${first} + ${second}: "${ours}"`);
        }
    };
    judge(speakers);
    for (const alike of kinds.values()) judge([...alike.values()]);
    expect(wrong).toEqual([]);
  });
});
