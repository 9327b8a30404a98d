import { formatInstant } from "@hostler/ui/lib/civil-date";
import { cn } from "@hostler/ui/lib/cn";
import { useWords } from "@hostler/ui/lib/ui-text";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Check } from "../api/health";

const colours: Record<string, string> = { healthy: "bg-success", degraded: "bg-warning", failing: "bg-destructive" };

/** How long it took to answer, oldest to newest; colour is the verdict. The table of checks says the same in numbers. */
export function LatencyBars({ checks }: { checks: Check[] }) {
  const { t } = useTranslation("servers");
  const { locale } = useWords();
  const inTime = [...checks].reverse();
  const most = Math.max(1, ...inTime.map(({ latency_ms }) => latency_ms));
  return (
    <figure>
      <figcaption className="text-xs text-muted-foreground">{t("bars", { count: checks.length, ms: most })}</figcaption>
      <div className="mt-2 flex h-14 items-end gap-px" aria-hidden>
        {inTime.map((check) => (
          <span
            key={check.id}
            title={`${formatInstant(check.checked_at, locale)}: ${t("ms", { ms: check.latency_ms })}`}
            className={cn("min-w-0.5 flex-1 rounded-t-xs", colours[check.state] ?? "bg-muted-foreground")}
            style={{ height: `${Math.max(6, (100 * check.latency_ms) / most)}%` }}
          />
        ))}
      </div>
    </figure>
  );
}
