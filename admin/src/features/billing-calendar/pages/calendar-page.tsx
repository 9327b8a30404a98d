import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { formatCivil, parseCivil } from "@hostler/ui/lib/civil-date";
import { sumByCurrency } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { Notice } from "@hostler/ui/notice";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { oneOf } from "@hostler/web-kit/paged-query";
import { Ask } from "@hostler/web-kit/react/ask";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { CalendarCheck, ChevronLeft, ChevronRight } from "lucide-react";

import { getCalendar, kinds, mostOfKind } from "../api/calendar";
import { DayRow } from "../components/day-row";
import { daysOf, plusDays } from "../components/days";

const span = 60;

/** What sixty days bring: invoices, renewals, due dates, suspensions, cancellations. */
export default function CalendarPage() {
  const { t } = useTranslation("billing-calendar");
  const { locale } = useWords();
  useTitle(t("title"));
  const [state, change] = useUrlState("from", "kind");
  const from = state.from && parseCivil(state.from) ? state.from : undefined;
  const kind = oneOf(kinds, state.kind);
  const query = useQuery(getCalendar(from, from && plusDays(from, span - 1)));
  const begin = query.data?.from;
  const go = (days: number) => begin && change({ from: plusDays(begin, days) }, true);
  return (
    <>
      <PageHeader
        title={t("title")}
        description={query.data ? t("range", { from: formatCivil(query.data.from, locale, "long"), to: formatCivil(query.data.to, locale, "long") }) : t("description")}
        actions={
          <>
            <StateFilter label={t("kinds")} value={kind} values={kinds} word={(one) => t(`kind.${one}`)} onChange={(next) => change({ kind: next })} />
            <Button variant="secondary" size="icon" aria-label={t("earlier")} disabled={!begin} onClick={() => go(-span)}>
              <ChevronLeft aria-hidden className="rtl:rotate-180" />
            </Button>
            {from && (
              <Button variant="secondary" onClick={() => change({ from: undefined }, true)}>
                {t("from_today")}
              </Button>
            )}
            <Button variant="secondary" size="icon" aria-label={t("later")} disabled={!begin} onClick={() => go(span)}>
              <ChevronRight aria-hidden className="rtl:rotate-180" />
            </Button>
          </>
        }
      />
      <Ask query={query} skeleton={<SkeletonRows rows={12} />}>
        {(calendar) => {
          const all = calendar.data ?? [];
          const entries = kind ? all.filter((entry) => entry.kind === kind) : all;
          const days = daysOf(entries);
          const cut = kinds.filter((one) => all.filter((entry) => entry.kind === one).length >= mostOfKind);
          return (
            <div className="flex flex-col gap-4">
              <dl className="grid grid-cols-2 gap-2 sm:grid-cols-5">
                {kinds.map((one) => {
                  const of = all.filter((entry) => entry.kind === one);
                  return (
                    <div key={one} className="rounded-lg border bg-card p-3">
                      <dt className="text-xs text-muted-foreground">{t(`kind.${one}`)}</dt>
                      <dd className="text-xl font-semibold tabular-nums">{of.length}</dd>
                      {sumByCurrency(of.map((entry) => entry.amount)).map((sum) => (
                        <dd key={sum.currency} className="text-xs">
                          <Money value={sum} mono />
                        </dd>
                      ))}
                    </div>
                  );
                })}
              </dl>
              {cut.length > 0 && <Notice tone="warning" title={t("cut", { most: mostOfKind, kinds: cut.map((one) => t(`kind.${one}`)).join(", ") })} />}
              <Card flush>
                {days.length === 0 ? (
                  <EmptyState icon={CalendarCheck} title={t("empty")}>
                    {t("empty_text")}
                  </EmptyState>
                ) : (
                  days.map((day, index) => (
                    <DayRow key={`${day.date} ${kind ?? ""}`} day={day} isToday={!from && day.date === calendar.from} open={index === 0 && day.entries.length <= 20} />
                  ))
                )}
              </Card>
              <p className="text-xs text-muted-foreground">{t("before_tax")}</p>
            </div>
          );
        }}
      </Ask>
    </>
  );
}
