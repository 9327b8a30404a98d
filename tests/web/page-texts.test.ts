// Every text that a feature's pages speak is loaded before they are shown. A part that mounts later and whose texts are still
// missing would empty the whole page until they are there.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes(".test."))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The file and every one of ours that it takes in by a relative path. */
function reach(file: string, seen: Set<string>) {
  if (seen.has(file)) return;
  seen.add(file);
  for (const [, path = ""] of readFileSync(file, "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)) {
    const found = [`${path}.tsx`, `${path}.ts`].map((name) => resolve(dirname(file), name)).find((name) => existsSync(name));
    if (found) reach(found, seen);
  }
}

function spokenIn(files: Iterable<string>): string[] {
  const spoken = new Set<string>();
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    for (const [, list = ""] of text.matchAll(/useTranslation\(\s*(\[[^\]]*\]|"[^"]*")/g)) for (const [, name = ""] of list.matchAll(/"([\w-]+)"/g)) spoken.add(name);
  }
  return [...spoken];
}

/** What a feature's files speak besides its own texts and the kit's. */
export function textsOf(app: string, feature: string): string[] {
  const seen = new Set<string>();
  for (const file of filesBelow(join(root, app, "src/features", feature))) reach(file, seen);
  return spokenIn(seen)
    .filter((name) => name !== feature && name !== "common" && name !== "nav")
    .sort();
}

describe.each(["portal", "admin"])("the pages of %s", (app) => {
  const features = readdirSync(join(root, app, "src/features"));

  it.each(features)("%s: load what they speak", (feature) => {
    const said = /texts: \[([^\]]*)\]/.exec(readFileSync(join(root, app, "src/features", feature, "routes.tsx"), "utf8"))?.[1] ?? "";
    expect([...said.matchAll(/"([\w-]+)"/g)].map(([, name]) => name)).toEqual(textsOf(app, feature));
  });
});
