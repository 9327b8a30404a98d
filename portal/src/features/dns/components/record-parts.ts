/** The parts that a value is written in, each with a field of its own; the last takes the rest. */
export type Part = "priority" | "weight" | "port" | "host" | "flags" | "tag" | "authority" | "value";

const parts: Record<string, Part[]> = {
  MX: ["priority", "host"],
  SRV: ["priority", "weight", "port", "host"],
  CAA: ["flags", "tag", "authority"],
};

const first: Record<string, string> = { MX: "10 ", SRV: "0 5 5060 ", CAA: "0 issue " };

export function partsOf(type: string): Part[] {
  return parts[type] ?? ["value"];
}

/** "10 mail.example.com" as ["10", "mail.example.com"]. */
export function splitValue(type: string, value: string): string[] {
  const names = partsOf(type);
  if (names.length === 1) return [value];
  const words = value.split(" ");
  const head = words.slice(0, names.length - 1);
  while (head.length < names.length - 1) head.push("");
  return [...head, words.slice(names.length - 1).join(" ")];
}

export function joinValue(words: string[]): string {
  return words.length === 1 ? (words[0] ?? "") : words.map((word, at) => (at < words.length - 1 ? word.trim().replaceAll(" ", "") : word)).join(" ");
}

/** What a value of a type begins with. */
export function newValue(type: string): string {
  return first[type] ?? "";
}

export const recordTypes = ["A", "AAAA", "CNAME", "MX", "TXT", "SRV", "CAA", "NS", "ALIAS", "PTR", "DS", "TLSA", "SSHFP"];

/** Types whose set has one value alone. */
export function isSingle(type: string): boolean {
  return type === "CNAME" || type === "ALIAS";
}

export const placeholders: Record<string, string> = {
  A: "192.0.2.10",
  AAAA: "2001:db8::10",
  CNAME: "www.example.com",
  ALIAS: "www.example.com",
  NS: "ns1.example.net",
  PTR: "host.example.com",
  TXT: "v=spf1 mx -all",
  DS: "12345 13 2 49FD46E6…",
  TLSA: "3 1 1 0d6fce36…",
  SSHFP: "4 2 123456789abc…",
};
export const partPlaceholders: Partial<Record<Part, string>> = { priority: "10", weight: "5", port: "5060", host: "mail.example.com", flags: "0", authority: "letsencrypt.org" };
export const caaTags = ["issue", "issuewild", "iodef"];
