import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { useLink } from "@hostler/ui/lib/link";
import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { Select } from "@hostler/ui/select";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";

import { getStats } from "../api/reports";

const spans = ["7", "30", "90", "180", "365"] as const;

/** What comes in each month by itself, what came and went, and how many services ended. */
export function RecurringReport() {
  const { t, i18n } = useTranslation("reports");
  const [state, change] = useUrlState("days");
  const days = spans.find((one) => one === state.days) ?? "30";
  const query = useQuery(getStats(Number(days)));
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  return (
    <>
      <div className="mb-4 flex flex-wrap items-end gap-2 rounded-lg border bg-card p-3">
        <Field label={t("counted_over")}>
          <Select
            className="w-44"
            value={days}
            onValueChange={(next) => change({ days: next === "30" ? undefined : next })}
            options={spans.map((value) => ({ value, label: t("days", { count: Number(value) }) }))}
          />
        </Field>
      </div>
      <Ask query={query} skeleton={<Skeleton className="h-64" />}>
        {(facts) => (
          <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
            <Figure label={t("mrr")} help={t("mrr_help")}>
              <Sums of={facts.mrr} />
            </Figure>
            <Figure label={t("mrr_new")}>
              <Sums of={facts.mrr_new} />
            </Figure>
            <Figure label={t("mrr_lost")}>
              <Sums of={facts.mrr_lost} />
            </Figure>
            <Figure label={t("churn")} help={t("churn_help", { ended: number(facts.services_ended), all: number(facts.services - facts.services_new + facts.services_ended) })}>
              {facts.churn} %
            </Figure>
            <Figure label={t("invoiced")} href="/reports/revenue">
              <Sums of={facts.invoiced} />
            </Figure>
            <Figure label={t("collected")} href="/transactions">
              <Sums of={facts.collected} />
            </Figure>
            <Figure label={t("open")} href="/reports/receivables">
              <Sums of={facts.open} />
            </Figure>
            <Figure label={t("overdue")} href="/invoices?overdue=yes">
              <Sums of={facts.overdue} />
            </Figure>
            <Figure label={t("services")} help={t("services_help", { new: number(facts.services_new), ended: number(facts.services_ended) })} href="/services">
              {number(facts.services)}
            </Figure>
            <Figure label={t("clients")} help={t("clients_help", { new: number(facts.clients_new) })} href="/clients">
              {number(facts.clients)}
            </Figure>
          </div>
        )}
      </Ask>
    </>
  );
}

function Figure({ label, help, href, children }: { label: string; help?: string; href?: string; children: ReactNode }) {
  const { t } = useTranslation("reports");
  const Link = useLink();
  return (
    <Card>
      <h2 className="text-sm text-muted-foreground">{label}</h2>
      <div className="text-xl font-semibold tabular-nums">{children}</div>
      {help && <p className="mt-1 text-xs text-muted-foreground">{help}</p>}
      {href && (
        <Link href={href} aria-label={t("rows_of", { what: label })} className="mt-1 inline-flex min-h-6 items-center text-xs text-primary hover:underline">
          {t("rows")}
        </Link>
      )}
    </Card>
  );
}

function Sums({ of }: { of: Amount[] | undefined }) {
  if (!of || of.length === 0) return <>–</>;
  return of.map((sum) => <Money key={sum.currency} value={sum} className="block" />);
}
