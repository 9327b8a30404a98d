import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { WholeList } from "@hostler/web-kit/react/whole-list";
import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { lazy, Suspense } from "react";

import { listRules, type Rule } from "../../../automation/rules";
import { useRuleWords } from "../../../records/words";
import { Counts } from "../components/counts";
import { RunBadge } from "../components/outcome-badge";
import { StopAll } from "../components/stop-all";

const CronText = lazy(() => import("../../../automation/cron-text"));

export default function RuleListPage() {
  const { t } = useTranslation("rules");
  const words = useRuleWords();
  useTitle(t("title"));
  const query = useQuery(listRules);
  const columns: Column<Rule>[] = [
    { id: "title", header: t("rule"), card: "title", cell: (rule) => words(rule) },
    {
      id: "when",
      header: t("when"),
      cell: (rule) => (
        <Suspense fallback={<code className="font-mono text-xs">{rule.when}</code>}>
          <CronText when={rule.when} />
        </Suspense>
      ),
    },
    { id: "next", header: t("next"), cell: (rule) => (rule.next_run ? <Instant value={rule.next_run} /> : "–") },
    {
      id: "last",
      header: t("last"),
      cell: (rule) =>
        rule.last_run ? (
          <span className="inline-flex flex-wrap items-center gap-1.5 py-1">
            <Instant value={rule.last_run.started_at} relative />
            {rule.last_run.state === "done" ? <Counts counts={rule.last_run.counts} /> : <RunBadge state={rule.last_run.state} />}
          </span>
        ) : (
          <span className="text-muted-foreground">{t("never")}</span>
        ),
    },
    { id: "state", header: t("state"), align: "end", card: "corner", cell: (rule) => <StatusBadge state={!rule.enabled ? "off" : rule.failures > 0 ? "attention" : "on"} /> },
  ];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={query.data && query.data.length > 0 && <StopAll rules={query.data} />} />
      <WholeList
        label={t("title")}
        query={query}
        rows={(all) => all}
        columns={columns}
        rowId={(rule) => rule.name}
        href={(rule) => `/automation/rules/${rule.name}`}
        empty={{ icon: CalendarClock, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
