import type { Column } from "@hostler/ui/data-table";
import { CivilDate, Instant } from "@hostler/ui/date";
import { StatusBadge } from "@hostler/ui/status-badge";
import { oneOf } from "@hostler/web-kit/paged-query";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";

import { actsOf, billingRules, listRuns, type RuleRun } from "../api/rules";

import { Acts } from "./acts";

/** Reports that are kept: every run of a rule, by the hour or by hand. */
export function PastRuns() {
  const { t, i18n } = useTranslation("billing-run");
  const [filter, setFilter] = useUrlState("rule");
  const rule = oneOf(billingRules, filter.rule);
  const query = useInfiniteQuery(listRuns(rule));
  const name = (run: RuleRun) => (i18n.exists(`billing-run:rule.${run.rule}`) ? t(`rule.${run.rule}`) : run.rule);
  const columns: Column<RuleRun>[] = [
    { id: "rule", header: t("rule_column"), card: "title", cell: name },
    { id: "date", header: t("for_day"), cell: (run) => <CivilDate value={run.date} /> },
    { id: "cause", header: t("cause_column"), cell: (run) => (i18n.exists(`billing-run:cause.${run.cause}`) ? t(`cause.${run.cause}`) : run.cause) },
    { id: "state", header: t("state"), card: "corner", cell: (run) => <StatusBadge state={run.state} /> },
    { id: "did", header: t("did"), cell: (run) => <Acts counts={actsOf(run.counts)} /> },
    { id: "rows", header: t("looked_at"), align: "end", cell: (run) => run.rows },
    { id: "started", header: t("started"), align: "end", cell: (run) => <Instant value={run.started_at} relative /> },
  ];
  return (
    <PagedList
      title={t("past_runs")}
      label={t("past_runs")}
      query={query}
      columns={columns}
      rowId={(run) => run.id}
      href={(run) => `/billing/runs/${run.id}`}
      filters={
        <StateFilter label={t("rule_column")} value={rule} values={billingRules} word={(one) => t(`rule.${one}`)} onChange={(next) => setFilter({ rule: next })} className="w-64" />
      }
      filtered={Boolean(rule)}
      onShowAll={() => setFilter({ rule: undefined })}
      empty={{ icon: History, title: t("no_runs"), text: t("no_runs_text") }}
    />
  );
}
