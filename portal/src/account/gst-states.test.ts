import { placeOfSupply } from "@hostler/web-kit/gst-states";
import { indianStates } from "@hostler/web-kit/places";
import { describe, expect, it } from "vitest";

describe("the place of supply", () => {
  it("is named with its code, as on the invoice", () => {
    expect(placeOfSupply("27")).toBe("Maharashtra (27)");
    expect(placeOfSupply("07")).toBe("Delhi (07)");
  });

  it("stays as it is where it is no Indian state", () => {
    expect(placeOfSupply("96")).toBe("96");
  });

  it("is known for every state that an address may have", () => {
    const named = Array.from({ length: 99 }, (_, code) => placeOfSupply(String(code).padStart(2, "0")).replace(/ \(\d+\)$/, ""));
    expect(indianStates.filter((state) => !named.includes(state))).toEqual([]);
  });
});
