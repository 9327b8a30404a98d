import { Card } from "@hostler/ui/card";
import { useWords } from "@hostler/ui/lib/ui-text";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { getUsage } from "../api/services";

const meters = [
  ["disk", "disk_bytes", "disk_limit_bytes"],
  ["bandwidth", "bandwidth_bytes", "bandwidth_limit_bytes"],
] as const;

/** What it uses of what it has, as its provider tells. */
export function Usage({ id }: { id: string }) {
  const { t } = useTranslation("services");
  const query = useQuery(getUsage(id));
  return (
    <Card title={t("usage")}>
      <Ask
        query={query}
        skeleton={<SkeletonRows rows={2} />}
        isEmpty={(all) => !meters.some(([, used]) => typeof all[used] === "number")}
        empty={<p className="text-sm text-muted-foreground">{t("no_usage")}</p>}
      >
        {(all) => (
          <div className="flex flex-col gap-4">
            {meters.map(([name, used, limit]) =>
              typeof all[used] === "number" ? <Meter key={name} label={t(`meter.${name}`)} used={all[used]} limit={typeof all[limit] === "number" ? all[limit] : null} /> : null,
            )}
          </div>
        )}
      </Ask>
    </Card>
  );
}

function Meter({ label, used, limit }: { label: string; used: number; limit: number | null }) {
  const { locale } = useWords();
  const share = limit ? Math.min(1, used / limit) : 0;
  return (
    <div>
      <p className="flex justify-between gap-3 text-sm">
        <span>{label}</span>
        <span className="font-mono text-xs leading-5 text-muted-foreground tabular-nums">
          {formatBytes(used, locale)}
          {limit ? ` / ${formatBytes(limit, locale)}` : ""}
        </span>
      </p>
      {limit !== null && (
        <div
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(share * 100)}
          className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-muted"
        >
          <div className={share > 0.9 ? "h-full bg-destructive" : share > 0.75 ? "h-full bg-warning" : "h-full bg-primary"} style={{ width: `${share * 100}%` }} />
        </div>
      )}
    </div>
  );
}

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];

export function formatBytes(bytes: number, locale: string): string {
  const at = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return new Intl.NumberFormat(locale, { style: "unit", unit: units[at], maximumFractionDigits: at > 2 ? 1 : 0 }).format(bytes / 1000 ** at);
}
