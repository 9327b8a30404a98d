import type { Company, CompanyChange } from "./company";

export interface CompanyDraft {
  name: string;
  legal_name: string;
  line1: string;
  line2: string;
  city: string;
  state: string;
  postal_code: string;
  country: string;
  gstin: string;
  pan: string;
  registration_number: string;
  vat_number: string;
  lut_number: string;
  email: string;
  phone: string;
  time_zone: string;
  currency: string;
}

/** What is typed into one field. */
export type Change = (part: Partial<CompanyDraft>) => void;

export function draftOf({ address, ...company }: Company): CompanyDraft {
  return {
    name: company.name,
    legal_name: company.legal_name,
    line1: address.line1,
    line2: address.line2 ?? "",
    city: address.city,
    state: address.state,
    postal_code: address.postal_code,
    country: address.country,
    gstin: company.gstin ?? "",
    pan: company.pan ?? "",
    registration_number: company.registration_number ?? "",
    vat_number: company.vat_number ?? "",
    lut_number: company.lut_number ?? "",
    email: company.email ?? "",
    phone: company.phone ?? "",
    time_zone: company.time_zone,
    currency: company.currency,
  };
}

const required = ["name", "legal_name", "time_zone", "currency"] as const;
const emptied = ["gstin", "pan", "registration_number", "vat_number", "lut_number", "email", "phone"] as const;
const placed = ["line1", "line2", "city", "state", "postal_code", "country"] as const;

/** Numbers that only a seller in India has, and the one that only others have: with a move their fields are gone, and so are they. */
const ofIndia = ["gstin", "pan", "lut_number"] as const;
const abroad = ["vat_number"] as const;

/** Only what is another than before; an address goes whole. */
export function changeOf(company: Company, typed: CompanyDraft): CompanyChange {
  const before = draftOf(company);
  const next = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, (text as string).trim()])) as unknown as CompanyDraft;
  if (next.country !== before.country) for (const name of next.country === "IN" ? abroad : ofIndia) next[name] = "";
  const body: CompanyChange = {};
  for (const name of required) if (next[name] !== before[name]) body[name] = next[name];
  for (const name of emptied) if (next[name] !== before[name]) body[name] = next[name] || null;
  if (placed.some((name) => next[name] !== before[name])) {
    const { line1, line2, city, state, postal_code, country } = next;
    body.address = { line1, ...(line2 && { line2 }), city, state, postal_code, country };
  }
  return body;
}

const shown = new Set([...required, ...emptied, ...placed.map((name) => `address.${name}`), "address"] as string[]);

/** Whether what an answer says of a field has a control to stand at. */
export const hasControl = (field: string) => shown.has(field);
