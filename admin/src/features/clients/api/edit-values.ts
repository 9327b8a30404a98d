import type { Client } from "../../../people/clients";

import type { ClientChange } from "./client";

export interface EditValues {
  first_name: string;
  last_name: string;
  company: string;
  email: string;
  phone: string;
  language: string;
  group: string;
  gstin: string;
  tax_exempt: boolean;
  exemption_reason: string;
  address: { line1: string; line2: string; city: string; state: string; postal_code: string; country: string };
}

export function valuesOf(client: Client): EditValues {
  const { address } = client;
  return {
    first_name: client.first_name,
    last_name: client.last_name,
    company: client.company ?? "",
    email: client.email,
    phone: client.phone ?? "",
    language: client.language,
    group: client.group ?? "",
    gstin: client.gstin ?? "",
    tax_exempt: client.tax_exempt,
    exemption_reason: client.exemption_reason ?? "",
    address: { line1: address.line1, line2: address.line2 ?? "", city: address.city, state: address.state, postal_code: address.postal_code, country: address.country },
  };
}

/** Only what is another than before: an e-mail or a tax id that is sent again may ask for more rights than its sender has. */
export function bodyOf(client: Client, values: EditValues): ClientChange {
  const before = valuesOf(client);
  const body: ClientChange = {};
  for (const name of ["first_name", "last_name", "email", "phone", "language"] as const) {
    const next = values[name].trim();
    if (next !== before[name]) body[name] = next;
  }
  for (const name of ["company", "group", "exemption_reason"] as const) {
    const next = values[name].trim();
    if (next !== before[name]) body[name] = next || null;
  }
  const gstin = values.gstin.trim().toUpperCase();
  if (gstin !== before.gstin) body.gstin = gstin || null;
  if (values.tax_exempt !== before.tax_exempt) body.tax_exempt = values.tax_exempt;
  const { line2, ...rest } = Object.fromEntries(Object.entries(values.address).map(([name, value]) => [name, value.trim()])) as EditValues["address"];
  const address = { ...rest, ...(line2 ? { line2 } : {}) };
  const { line2: line2Before, ...restBefore } = before.address;
  if (JSON.stringify(address) !== JSON.stringify({ ...restBefore, ...(line2Before ? { line2: line2Before } : {}) })) body.address = address;
  return body;
}
