import { CopyButton } from "@hostler/ui/copy-button";
import { formatBytes } from "@hostler/ui/lib/bytes";
import { useWords } from "@hostler/ui/lib/ui-text";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { ReactNode } from "react";

/** What kinds tell of themselves; names are the API's. */
export interface Details {
  size_bytes?: number;
  attached?: boolean;
  ip?: string;
  family?: number;
  rules?: unknown[];
  balancing?: string;
  cidr?: string;
  gateway?: string;
  of?: string;
  public_key?: string;
  fingerprint?: string;
  distribution?: string;
  min_disk_bytes?: number;
  version?: string;
  endpoint?: string;
  highly_available?: boolean;
  pools?: { name: string; size: string; count: number }[];
  engine?: string;
  size?: string;
  nodes?: number;
  host?: string;
  port?: number;
  user?: string;
  database?: string;
}

const bytes = ["size_bytes", "min_disk_bytes"];
const flags = ["attached", "highly_available"];
const words = ["balancing", "of", "engine"];
const copied = ["ip", "cidr", "gateway", "fingerprint", "public_key", "endpoint", "host", "user", "database"];

/** One of them as it is shown; null where there is nothing to show. */
export function useDetail(): (name: string, value: unknown) => ReactNode {
  const { t } = useTranslation("compute");
  const { locale } = useWords();
  return (name, value) => {
    if (value === undefined || value === null || value === "") return null;
    if (bytes.includes(name) && typeof value === "number") return formatBytes(value, locale, 1024);
    if (flags.includes(name)) return value === true ? t("yes") : t("no");
    if (words.includes(name) && typeof value === "string") return t(`choice.${name}.${value}`, { defaultValue: value });
    if (name === "rules" && Array.isArray(value)) return t("rule_count", { count: value.length });
    if (name === "pools" && Array.isArray(value)) return t("node_count", { count: (value as { count: number }[]).reduce((sum, pool) => sum + pool.count, 0) });
    const text = typeof value === "number" ? String(value) : typeof value === "string" ? value : JSON.stringify(value);
    if (!copied.includes(name)) return text;
    return (
      <span className="inline-flex max-w-full items-center gap-1">
        <span className="min-w-0 font-mono text-[0.96em] break-all">{text}</span>
        <CopyButton value={text} />
      </span>
    );
  };
}
