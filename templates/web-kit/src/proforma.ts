import type { components } from "./schema";

type Invoice = Pick<components["schemas"]["InvoiceView"], "proforma" | "proforma_number">;

/** The proforma that an invoice still is, or was sent as: its number where there was one. Of an invoice that is none nothing is said. */
export function proformaOf({ proforma, proforma_number: number }: Invoice): { still: boolean; number: string | null } {
  return { still: proforma ?? false, number: number ?? null };
}
