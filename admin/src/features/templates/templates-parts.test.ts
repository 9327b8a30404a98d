import { describe, expect, it } from "vitest";

import { lineDiff } from "../../code/line-diff";
import { namesIn } from "./components/sample-names";

describe("the difference of two texts", () => {
  it("keeps what both have", () => {
    expect(lineDiff("a\nb\nc", "a\nx\nc")).toEqual([
      { kind: "same", text: "a" },
      { kind: "removed", text: "b" },
      { kind: "added", text: "x" },
      { kind: "same", text: "c" },
    ]);
  });

  it("is nothing where they are the same", () => {
    expect(lineDiff("a\nb", "a\nb").every((line) => line.kind === "same")).toBe(true);
  });
});

describe("names of a sample", () => {
  it("are written as a template has them", () => {
    const sample = { client: { name: "Meera" }, lines: [{ amount: "₹1" }], attached: true, legal: ["x"] };
    expect(namesIn(sample).map(({ written }) => written)).toEqual([
      "{{client.name}}",
      "{{#lines}}…{{/lines}}",
      "{{amount}}",
      "{{#attached}}…{{/attached}}",
      "{{#legal}}…{{/legal}}",
      "{{.}}",
    ]);
  });
});
