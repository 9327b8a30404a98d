import { Badge } from "@hostler/ui/badge";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { listRules, type Rule } from "../../../automation/rules";
import { useWhyWords } from "../../../records/why-words";
import { actsOf, billingRules } from "../api/rules";
import type { BillingReport, RunRule } from "../api/run-billing";

import { Acts } from "./acts";
import { ConfirmRule } from "./confirm-rule";

interface Row {
  name: string;
  rule?: Rule;
  now?: RunRule;
}

/** Each rule of the run: what it does now beside what it did last time, and whether it is on at all. */
export function RulesCard({ report }: { report: BillingReport }) {
  const { t } = useTranslation("billing-run");
  const Link = useLink();
  const why = useWhyWords();
  const query = useQuery(listRules);
  const columns: Column<Row>[] = [
    {
      id: "rule",
      header: t("rule_column"),
      card: "title",
      cell: ({ name, rule }) => (
        <span className="inline-flex flex-wrap items-center gap-2">
          <Link href={`/automation/rules/${name}`} className="inline-flex min-h-6 items-center hover:underline">
            {t(`rule.${name}`)}
          </Link>
          {rule?.own && <Badge>{t("own_version")}</Badge>}
        </span>
      ),
    },
    {
      id: "state",
      header: t("state"),
      card: "corner",
      cell: ({ rule, now }) => <StatusBadge state={rule && !rule.enabled ? "off" : now ? (report.dry_run && now.state === "done" ? "planned" : now.state) : "off"} />,
    },
    { id: "rows", header: t("looked_at"), align: "end", cell: ({ now }) => now?.rows ?? "–" },
    { id: "now", header: report.dry_run ? t("would_do") : t("did"), cell: ({ now }) => (now ? <Acts counts={actsOf(now.counts)} /> : t("rule_off")) },
    {
      id: "last",
      header: t("last_time"),
      cell: ({ rule }) =>
        rule?.last_run ? (
          <span className="inline-flex flex-wrap items-center gap-x-2">
            <Link href={`/billing/runs/${rule.last_run.id}`} className="inline-flex min-h-6 items-center hover:underline">
              <CivilDate value={rule.last_run.date} />
            </Link>
            <Acts counts={actsOf(rule.last_run.counts)} />
          </span>
        ) : (
          t("never_ran")
        ),
    },
    {
      id: "word",
      header: t("message"),
      cell: ({ name, rule, now }) => (
        <span className="flex flex-wrap items-center gap-2">
          {now?.error && why(now.error)}
          {now?.state === "held" && !report.dry_run && <ConfirmRule name={name} limit={rule?.limit} wanted={now.counts.wanted} />}
        </span>
      ),
    },
  ];
  return (
    <Card title={t("rules")} flush>
      <Ask query={query} skeleton={<SkeletonRows rows={billingRules.length} />}>
        {(list) => (
          <DataTable
            label={t("rules")}
            columns={columns}
            rowId={(row) => row.name}
            rows={billingRules.map((name) => ({ name, rule: list.find((rule) => rule.name === name), now: report.rules.find((rule) => rule.rule === name) }))}
          />
        )}
      </Ask>
    </Card>
  );
}
