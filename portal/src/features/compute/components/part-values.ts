import type { KindField } from "./kinds";

export interface FirewallRule {
  direction: "in" | "out";
  protocol: "tcp" | "udp" | "icmp";
  from_port: number | null;
  to_port: number | null;
  networks: string[];
}
export interface ForwardingRule {
  protocol: string;
  port: number;
  target_protocol: string;
  target_port: number;
}
export interface Pool {
  name: string;
  size: string;
  count: number;
}

/** What stands in a field's control: text for what is typed, the thing itself for what has an editor. */
export type FieldValue = string | boolean | FirewallRule[] | ForwardingRule[] | Pool[];
export type FieldValues = Record<string, FieldValue>;

// SSH from everywhere, and the web: where most begin.
const usualRules: FirewallRule[] = [
  { direction: "in", protocol: "tcp", from_port: 22, to_port: 22, networks: ["0.0.0.0/0", "::/0"] },
  { direction: "in", protocol: "tcp", from_port: 80, to_port: 80, networks: ["0.0.0.0/0", "::/0"] },
  { direction: "in", protocol: "tcp", from_port: 443, to_port: 443, networks: ["0.0.0.0/0", "::/0"] },
  { direction: "out", protocol: "tcp", from_port: null, to_port: null, networks: ["0.0.0.0/0", "::/0"] },
  { direction: "out", protocol: "udp", from_port: null, to_port: null, networks: ["0.0.0.0/0", "::/0"] },
];

export function startOf(fields: KindField[], now: Record<string, unknown> = {}): FieldValues {
  return Object.fromEntries(
    fields.map((field): [string, FieldValue] => {
      const known = now[field.name];
      switch (field.type) {
        case "flag":
          return [field.name, known === true];
        case "rules":
          return [field.name, Array.isArray(known) ? (known as FirewallRule[]) : usualRules];
        case "forwarding":
          return [field.name, Array.isArray(known) ? (known as ForwardingRule[]) : [{ protocol: "http", port: 80, target_protocol: "http", target_port: 80 }]];
        case "pools":
          return [field.name, [{ name: "workers", size: "", count: 2 }]];
        default:
          return [field.name, typeof known === "number" || typeof known === "string" ? String(known) : ""];
      }
    }),
  );
}

/** The first word on each field that cannot be sent as it stands; a key of problem.* each. */
export function problemsIn(fields: KindField[], values: FieldValues): Record<string, "required" | "number"> {
  const problems: Record<string, "required" | "number"> = {};
  for (const field of fields) {
    const value = values[field.name];
    const empty = value === "" || (Array.isArray(value) && value.length === 0);
    if (field.required && empty) problems[field.name] = "required";
    const number = field.type === "gigabytes" || field.type === "whole";
    if (number && !empty && !/^[1-9]\d*$/.test(String(value))) problems[field.name] = "number";
  }
  return problems;
}

/** As the API takes it: what is empty is left out. */
export function membersOf(fields: KindField[], values: FieldValues): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const field of fields) {
    const value = values[field.name];
    if (value === "" || value === undefined || value === false) continue;
    members[field.name] = field.type === "gigabytes" || field.type === "whole" ? Number(value) : typeof value === "string" ? value.trim() : value;
  }
  return members;
}

/** A field that an error of the API is about: "rules[0].networks" and "params.size_gb" are about rules and size_gb. */
export function fieldOfError(field: string): string {
  return field.replace(/^params\./, "").split(/[.[]/)[0] ?? field;
}
