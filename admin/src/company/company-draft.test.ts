import { describe, expect, it } from "vitest";

import type { Company } from "./company";
import { changeOf, draftOf, hasControl } from "./company-draft";
import { timeZones } from "./time-zones";

const company: Company = {
  name: "Sahyadri",
  legal_name: "Sahyadri Hosting Private Limited",
  address: { line1: "4th Floor", line2: null, city: "Pune", state: "Maharashtra", state_code: "27", postal_code: "411016", country: "IN" },
  gstin: "27AAPFU0939F1ZV",
  pan: "AAPFU0939F",
  registration_number: null,
  vat_number: null,
  lut_number: null,
  email: "billing@sahyadri.example",
  phone: null,
  time_zone: "Asia/Kolkata",
  currency: "INR",
  country_fixed: false,
  currency_fixed: false,
  missing: [],
};

describe("what is sent of a company", () => {
  it("is what was changed alone", () => {
    expect(changeOf(company, draftOf(company))).toEqual({});
    expect(changeOf(company, { ...draftOf(company), legal_name: " Sahyadri Limited ", pan: "" })).toEqual({ legal_name: "Sahyadri Limited", pan: null });
  });

  it("is an address as a whole", () => {
    expect(changeOf(company, { ...draftOf(company), city: "Nagpur" })).toEqual({
      address: { line1: "4th Floor", city: "Nagpur", state: "Maharashtra", postal_code: "411016", country: "IN" },
    });
  });

  it("takes India's numbers away with a move abroad, for nobody can see them there", () => {
    const moved = { ...draftOf(company), country: "DE", state: "", city: "Berlin", postal_code: "10119", vat_number: "DE136695976" };
    expect(changeOf(company, moved)).toMatchObject({ gstin: null, pan: null, vat_number: "DE136695976", address: { country: "DE" } });
    // One that was kept for sales abroad stays, though India has no field for it.
    const registered = { ...company, vat_number: "DE136695976" };
    expect(changeOf(registered, draftOf(registered))).toEqual({});
  });

  it("knows where a refusal stands", () => {
    expect(["gstin", "address.state", "address"].every(hasControl)).toBe(true);
    expect(hasControl("colour")).toBe(false);
  });
});

describe("time zones", () => {
  it("have the names of today", () => {
    const zones = timeZones();
    expect(zones).toContain("Asia/Kolkata");
    expect(zones).not.toContain("Asia/Calcutta");
    expect(zones).toContain("UTC");
  });
});
