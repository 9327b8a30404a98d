import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { todayIn } from "@hostler/ui/lib/civil-date";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { useBrand } from "@hostler/web-kit/brand";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useSessionState } from "@hostler/web-kit/session";
import { useQuery } from "@tanstack/react-query";
import { Gauge } from "lucide-react";

import { usage } from "../api/usage";
import { BudgetCard } from "../components/budget-card";
import { MonthBars } from "../components/month-bars";
import { byService, costOf, isMonth, monthBefore, monthName, monthOf, monthsUpTo } from "../components/months";
import { ServiceUsage } from "../components/service-usage";

const shown = 6;

/** What is metered: by month and service, what it costs so far, and what it may cost. */
export default function UsagePage() {
  const { t, i18n } = useTranslation("usage");
  const brand = useBrand();
  const currency = useSessionState().account?.currency ?? brand.currency;
  useTitle(t("title"));
  const [state, change] = useUrlState("month");
  const today = todayIn();
  const now = monthOf(today);
  const query = useQuery(usage(`${monthBefore(now, shown - 1)}-01`, today));
  const month = isMonth(state.month) ? state.month : now;
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <Ask
        query={query}
        skeleton={<Skeleton className="h-72" />}
        isEmpty={(rows) => rows.length === 0}
        empty={
          <Card flush>
            <EmptyState icon={Gauge} title={t("empty")}>
              {t("empty_text")}
            </EmptyState>
          </Card>
        }
      >
        {(rows) => {
          const chosen = rows.filter((row) => monthOf(row.period_start) === month);
          return (
            <div className="flex flex-col gap-4">
              <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
                <Card title={monthName(month, i18n.language)}>
                  <p className="text-3xl font-semibold tracking-tight">
                    <Money value={costOf(rows, month, currency)} />
                  </p>
                  <p className="mb-3 text-xs text-muted-foreground">{month === now ? t("so_far_text") : t("before_tax")}</p>
                  <MonthBars
                    months={monthsUpTo(now, shown).map((one) => ({ month: one, cost: costOf(rows, one, currency) }))}
                    chosen={month}
                    onChoose={(next) => change({ month: next === now ? undefined : next }, true)}
                  />
                </Card>
                <BudgetCard spent={costOf(rows, now, currency)} />
              </div>
              {chosen.length === 0 && <p className="text-sm text-muted-foreground">{t("nothing_then")}</p>}
              {byService(chosen).map((service) => (
                <ServiceUsage key={service.id} {...service} />
              ))}
            </div>
          );
        }}
      </Ask>
    </>
  );
}
