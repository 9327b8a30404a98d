/** The proforma that an invoice still is, or was sent as: its number where there was one. Of an invoice that is none nothing is said. */
export function proformaOf(invoice: object): { still: boolean; number: string | null } {
  const { proforma, proforma_number: number } = invoice as { proforma?: unknown; proforma_number?: unknown };
  return { still: proforma === true, number: typeof number === "string" ? number : null };
}
