import { contrastOf } from "@hostler/ui/lib/contrast";
import { describe, expect, it } from "vitest";

import { applyBrand, type Brand } from "./brand";

const brand: Brand = { name: "Sahyadri", legal_name: "", email: "", phone: "", currency: "INR", locale: "en", country: "IN", sells_domains: false, product_types: [], legal: [] };
const styleOf = (own: Partial<Brand>) => {
  const root = document.createElement("html");
  applyBrand({ ...brand, ...own }, root);
  return root.style;
};

describe("a brand", () => {
  it("colours the pages by day and, light enough to be read, by night", () => {
    const colours = /^light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)$/.exec(styleOf({ primary: "#9d174d" }).getPropertyValue("--primary"));
    expect(colours?.[1]).toBe("#9d174d");
    expect(contrastOf(colours?.[2] ?? "", "#20242d")).toBeGreaterThanOrEqual(4.5);
  });

  it("rounds the corners", () => {
    expect(styleOf({ radius: "0px" }).getPropertyValue("--radius")).toBe("0px");
  });

  it("puts nothing into the style but colours and lengths", () => {
    const style = styleOf({ primary: "red; background: url(//elsewhere.test)", radius: "calc(1px)" });
    expect(style.length).toBe(0);
  });
});
