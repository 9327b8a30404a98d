import { describe, expect, it } from "vitest";

import { allows, withAction } from "./permission";

const known = ["audit:ReadEntries", "audit:Export", "billing:MoveMoney", "billing:ReadInvoices", "plugins:ManagePlugins", "support:AnswerTickets", "support:ReadTickets"];
const granted = (patterns: string[]) => known.filter((action) => allows(patterns, action));

describe("what a role may", () => {
  it("is judged as the engine judges it", () => {
    expect(granted(["*", "!plugins:*"])).toEqual(known.filter((one) => one !== "plugins:ManagePlugins"));
    expect(granted(["read", "support:*", "!audit:*"])).toEqual(["billing:ReadInvoices", "support:AnswerTickets", "support:ReadTickets"]);
    expect(granted(["billing:Read*"])).toEqual(["billing:ReadInvoices"]);
  });

  it("changes by one action alone, given or taken", () => {
    for (const patterns of [["*", "!plugins:*"], ["read", "support:*", "!audit:*"], ["billing:MoveMoney"], []])
      for (const action of known)
        for (const on of [true, false]) {
          const before = granted(patterns);
          const wanted = on ? [...before, action] : before.filter((one) => one !== action);
          expect(granted(withAction(patterns, action, on, known))).toEqual(known.filter((one) => wanted.includes(one)));
        }
  });

  it("stays as it is where nothing changes", () => {
    const patterns = ["*"];
    expect(withAction(patterns, "billing:MoveMoney", true, known)).toBe(patterns);
  });
});
