import { cn } from "@hostler/ui/lib/cn";
import { useLink } from "@hostler/ui/lib/link";
import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { ReactNode } from "react";

import type { Stats } from "../api/today";

/** How the shop does: each figure leads to what it is made of. */
export function Figures({ stats, stale }: { stats: Stats; stale?: boolean }) {
  const { t } = useTranslation("today");
  const count = (value: number) => <span className="text-xl font-semibold tabular-nums">{value}</span>;
  return (
    <section aria-label={t("figures")} className={cn("transition-opacity", stale && "opacity-60")}>
      <ul className="grid gap-px overflow-hidden rounded-lg border bg-border grid-cols-2 lg:grid-cols-4">
        <Figure label={t("mrr")} href="/reports/revenue" main={<Sums of={stats.mrr} />} more={t("mrr_moves")}>
          <Sums of={stats.mrr_new} small sign="+" /> <Sums of={stats.mrr_lost} small sign="−" />
        </Figure>
        <Figure
          label={t("churn")}
          href="/services?status=terminated"
          main={<span className="text-xl font-semibold tabular-nums">{stats.churn} %</span>}
          more={t("ended", { count: stats.services_ended })}
        />
        <Figure label={t("collected")} href="/transactions" main={<Sums of={stats.collected} />} more={t("today_word")}>
          <Sums of={stats.collected_today} small />
        </Figure>
        <Figure label={t("invoiced")} href="/invoices" main={<Sums of={stats.invoiced} />} more={t("before_tax")} />
        <Figure label={t("open")} href="/invoices?status=unpaid" main={<Sums of={stats.open} />} />
        <Figure label={t("overdue")} href="/invoices?overdue=true" main={<Sums of={stats.overdue} />} />
        <Figure label={t("clients")} href="/clients" main={count(stats.clients)} more={t("new", { count: stats.clients_new })} />
        <Figure label={t("services")} href="/services?status=active" main={count(stats.services)} more={t("new", { count: stats.services_new })} />
      </ul>
    </section>
  );
}

function Figure({ label, href, main, more, children }: { label: string; href: string; main: ReactNode; more?: string; children?: ReactNode }) {
  const Link = useLink();
  return (
    <li className="bg-card">
      <Link href={href} className="flex h-full flex-col gap-0.5 p-4 transition-colors hover:bg-accent/50">
        <span className="text-xs text-muted-foreground">{label}</span>
        {main}
        {(more ?? children) && (
          <span className="text-xs text-muted-foreground">
            {more} {children}
          </span>
        )}
      </Link>
    </li>
  );
}

/** One for each currency: nothing is converted. */
function Sums({ of: sums = [], small, sign }: { of?: Amount[]; small?: boolean; sign?: string }) {
  if (sums.length === 0) return <span className={small ? "" : "text-xl font-semibold"}>–</span>;
  return (
    <span className={small ? "inline-flex flex-wrap gap-x-2" : "flex flex-col text-xl font-semibold"}>
      {sums.map((sum) => (
        <span key={sum.currency} className="whitespace-nowrap">
          {sign}
          <Money value={sum} />
        </span>
      ))}
    </span>
  );
}
