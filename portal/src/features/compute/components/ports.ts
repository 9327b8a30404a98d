import type { FirewallRule } from "./part-values";

type Ports = Pick<FirewallRule, "from_port" | "to_port">;

/** "22", "8000-8010", or nothing for all of them. */
export function portsText({ from_port, to_port }: Ports): string {
  if (from_port === null) return "";
  return to_port === null || to_port === from_port ? String(from_port) : `${from_port}-${to_port}`;
}

/** Null for what is no port and no range of them. */
export function portsOf(text: string): Ports | null {
  if (text.trim() === "") return { from_port: null, to_port: null };
  const found = /^\s*(\d{1,5})\s*(?:[-–:]\s*(\d{1,5}))?\s*$/.exec(text);
  if (!found) return null;
  const from = Number(found[1]);
  const to = found[2] === undefined ? from : Number(found[2]);
  return from <= to && to <= 65_535 ? { from_port: from, to_port: to } : null;
}

/** "203.0.113.0/24, ::/0"; null for none at all. What a network is, the engine judges. */
export function networksOf(text: string): string[] | null {
  const networks = text.split(/[\s,]+/).filter(Boolean);
  return networks.length > 0 ? networks : null;
}
