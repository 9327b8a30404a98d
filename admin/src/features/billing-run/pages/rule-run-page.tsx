import { Card } from "@hostler/ui/card";
import type { Column } from "@hostler/ui/data-table";
import { CivilDate, Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Notice } from "@hostler/ui/notice";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { rowsOf } from "@hostler/web-kit/paged-query";
import { Ask } from "@hostler/web-kit/react/ask";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ListChecks } from "lucide-react";

import { ClientName } from "../../../people/client-name";
import { RecordLink, placeOf } from "../../../records/record-link";
import { useWhyWords } from "../../../records/why-words";
import { actsOf, getRun, listDecisions, type Decision } from "../api/rules";
import { Acts } from "../components/acts";
import { HeldEnds, heldEnds } from "../components/held-ends";

/** An invoice that was issued is told by its number where others say why. */
const numberOf = ({ action, outcome, result, detail }: Decision) => (action === "issue" && outcome === "done" && result ? detail : undefined);

/** One run of one rule: what it decided, row by row. */
export default function RuleRunPage() {
  const { t, i18n } = useTranslation("billing-run");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const why = useWhyWords();
  const run = useQuery(getRun(id));
  const decisions = useInfiniteQuery(listDecisions(id));
  const word = (group: string, name: string) => (i18n.exists(`billing-run:${group}.${name}`) ? t(`${group}.${name}`) : name.replaceAll("_", " "));
  const title = run.data ? word("rule", run.data.rule) : t("report");
  useTitle(title);
  const columns: Column<Decision>[] = [
    { id: "subject", header: t("what"), card: "title", cell: (row) => <RecordLink id={row.subject} /> },
    { id: "client", header: t("client"), cell: (row) => row.client_id && <ClientName id={row.client_id} /> },
    { id: "action", header: t("action"), cell: (row) => word("action_name", row.action) },
    { id: "outcome", header: t("outcome"), card: "corner", cell: (row) => <StatusBadge state={row.outcome} /> },
    { id: "detail", header: t("why"), cell: (row) => (numberOf(row) ? "" : why(row.detail)), className: "min-w-56" },
    { id: "result", header: t("result"), cell: (row) => (placeOf(row.result) ? <RecordLink id={row.result}>{numberOf(row)}</RecordLink> : row.result) },
    { id: "at", header: t("at"), align: "end", cell: (row) => row.at && <Instant value={row.at} /> },
  ];
  return (
    <>
      <PageHeader title={title} trail={[{ label: t("title"), href: "/billing/run" }]} badge={run.data && <StatusBadge state={run.data.state} />} />
      <div className="flex flex-col gap-4">
        <Ask query={run} skeleton={<Skeleton className="h-28" />}>
          {(one) => (
            <>
              {one.error && (
                <Notice tone="danger" title={t("run_said")}>
                  {why(one.error)}
                </Notice>
              )}
              <Card>
                <DescriptionList
                  columns={3}
                  facts={[
                    [t("for_day"), <CivilDate key="day" value={one.date} />],
                    [t("cause_column"), word("cause", one.cause)],
                    [t("did"), <Acts key="acts" counts={actsOf(one.counts)} />],
                    [
                      t("looked_at"),
                      <span key="rows" className="tabular-nums">
                        {one.rows}
                      </span>,
                    ],
                    [
                      t("skipped"),
                      <span key="skipped" className="tabular-nums">
                        {one.skipped}
                      </span>,
                    ],
                    [
                      t("failures"),
                      <span key="failures" className="tabular-nums">
                        {one.failures}
                      </span>,
                    ],
                    [t("started"), <Instant key="from" value={one.started_at} />],
                    one.finished_at ? [t("finished"), <Instant key="to" value={one.finished_at} />] : null,
                    [
                      t("run_id"),
                      <code key="id" className="font-mono">
                        {one.id}
                      </code>,
                    ],
                  ]}
                />
              </Card>
            </>
          )}
        </Ask>
        {run.data?.state === "done" && decisions.data && <HeldEnds rule={run.data.rule} rows={heldEnds(rowsOf(decisions.data))} />}
        <PagedList
          title={t("decisions")}
          label={t("decisions")}
          query={decisions}
          // Who it is about is not noted with every decision.
          columns={columns.filter(({ id: column }) => column !== "client" || !decisions.data || rowsOf(decisions.data).some((row) => row.client_id))}
          rowId={(row) => `${row.subject} ${row.action} ${row.outcome} ${row.at ?? ""}`}
          empty={{ icon: ListChecks, title: t("no_decisions"), text: t("no_decisions_text") }}
        />
      </div>
    </>
  );
}
