import { describe, expect, it } from "vitest";

import { contrastOf, readableOn, rgbOf } from "./contrast";

describe("contrast", () => {
  it("is as WCAG counts it", () => {
    expect(contrastOf("#000000", "#ffffff")).toBeCloseTo(21, 5);
    expect(contrastOf("#767676", "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf("#777777", "#ffffff")).toBeLessThan(4.5);
  });

  it("finds the nearest shade that can be read, and leaves alone what can be", () => {
    expect(readableOn("#1d4ed8", "#ffffff")).toBe("#1d4ed8");
    const shade = readableOn("#facc15", "#ffffff");
    expect(contrastOf(shade, "#ffffff")).toBeGreaterThanOrEqual(4.5);
    expect(contrastOf(shade, "#ffffff")).toBeLessThan(4.8);
    expect(contrastOf(readableOn("#222222", "#000000"), "#000000")).toBeGreaterThanOrEqual(4.5);
  });

  it("takes nothing else for a colour", () => {
    expect(rgbOf("#fff")).toBeNull();
    expect(rgbOf("red")).toBeNull();
  });
});
