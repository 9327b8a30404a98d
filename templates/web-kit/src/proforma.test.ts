import { expect, it } from "vitest";

import { proformaOf } from "./proforma";

it("tells an invoice that is not paid yet from the tax invoice that it becomes", () => {
  expect(proformaOf({ proforma: true, proforma_number: "PF/2627/00000001" })).toEqual({ still: true, number: "PF/2627/00000001" });
  expect(proformaOf({ proforma: false, proforma_number: "PF/2627/00000001" })).toEqual({ still: false, number: "PF/2627/00000001" });
});

it("finds none on an invoice that was never one", () => {
  expect(proformaOf({ proforma: false })).toEqual({ still: false, number: null });
  expect(proformaOf({})).toEqual({ still: false, number: null });
});
