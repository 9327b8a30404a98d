/** Where each setting is shown: by the beginning of its name. */
export const sections = {
  brand: ["brand"],
  invoices: ["invoice"],
  tax: ["tax"],
  renewals: ["renewal", "orders", "termination", "dispute", "collect"],
  domains: ["domains"],
  dns: ["dns"],
  signup: ["accounts", "captcha"],
  messages: ["mail", "sms"],
  other: [],
} as const satisfies Record<string, readonly string[]>;

export type Section = keyof typeof sections;

export const sectionNames = Object.keys(sections) as Section[];

/** What this application has no section for is not lost: it stands under "other". */
export function sectionOf(name: string): Section {
  const first = name.split(".")[0] ?? "";
  return sectionNames.find((section) => (sections[section] as readonly string[]).includes(first)) ?? "other";
}

/** A name as a key of texts: "invoice.series" is there as it is. */
export function isSection(text: string | undefined): text is Section {
  return sectionNames.some((section) => section === text);
}
