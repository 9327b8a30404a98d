import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { cn } from "@hostler/ui/lib/cn";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { CircleCheck } from "lucide-react";

import type { Attention as Row } from "../api/today";

/** What hurts somebody while it waits stands in red; the rest in amber. */
const urgent = new Set(["parked_jobs", "unknown_outcomes", "services", "late_tickets", "failed_payments", "missing_exchange_rates", "silent_gateways"]);

/** What waits for a person: each number leads to its rows. */
export function Attention({ rows }: { rows: Row[] }) {
  const { t } = useTranslation("today");
  const Link = useLink();
  if (rows.length === 0)
    return (
      <Card>
        <EmptyState icon={CircleCheck} title={t("all_well")}>
          {t("nothing_waits")}
        </EmptyState>
      </Card>
    );
  return (
    <section aria-label={t("waiting")}>
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
        {rows.map((row) => (
          <li key={row.kind}>
            <Link href={row.link} className="flex h-full flex-col rounded-lg border bg-card p-4 transition-colors hover:border-primary/50 hover:bg-accent/40">
              <span className={cn("text-2xl font-semibold tabular-nums", urgent.has(row.kind) ? "text-destructive" : "text-warning")}>{row.count}</span>
              <span className="text-sm">{t(`attention.${row.kind}`, { count: row.count, defaultValue: row.kind.replaceAll("_", " ") })}</span>
              {(row.amounts ?? []).map((amount) => (
                <Money key={amount.currency} value={amount} className="text-sm text-muted-foreground" />
              ))}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
