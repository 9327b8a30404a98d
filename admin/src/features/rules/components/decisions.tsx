import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { ListChecks } from "lucide-react";

import { RecordLink } from "../../../automation/record-link";
import { useWhyWords } from "../../../records/why-words";
import type { RuleDecision } from "../api/rules";

import { OutcomeBadge } from "./outcome-badge";

interface DecisionsProps {
  rows: RuleDecision[];
  hasMore?: boolean;
  onMore?: () => void;
  loadingMore?: boolean;
}

/** Row by row: what about, what is done, and why. */
export function Decisions({ rows, ...more }: DecisionsProps) {
  const { t } = useTranslation("rules");
  const why = useWhyWords();
  const columns: Column<RuleDecision & { place: string }>[] = [
    {
      id: "subject",
      header: t("subject"),
      card: "title",
      cell: (row) => (
        <span className="flex flex-col py-1">
          <RecordLink id={row.subject} />
          {row.client_id && row.client_id !== row.subject && <RecordLink id={row.client_id} />}
        </span>
      ),
    },
    { id: "action", header: t("action"), cell: (row) => t(`count.${row.action}`, { defaultValue: row.action.replaceAll("_", " ") }) },
    { id: "outcome", header: t("outcome_title"), card: "corner", cell: (row) => <OutcomeBadge outcome={row.outcome} /> },
    {
      id: "why",
      header: t("why"),
      className: "max-w-md",
      cell: (row) => (
        <div className="py-1 text-sm">
          {why(row.detail)}
          {row.result && (
            <span className="block">
              <RecordLink id={row.result} />
            </span>
          )}
          <Facts facts={row.facts} />
        </div>
      ),
    },
  ];
  return (
    <DataTable
      label={t("decisions")}
      rows={rows.map((row, place) => ({ ...row, place: String(place) }))}
      columns={columns}
      rowId={(row) => row.place}
      empty={<EmptyState icon={ListChecks} title={t("no_decisions")} />}
      {...more}
    />
  );
}

/** What the rule was given of the row. */
function Facts({ facts }: { facts: Record<string, unknown> | undefined }) {
  const { t } = useTranslation("rules");
  const told = Object.entries(facts ?? {});
  if (told.length === 0) return null;
  return (
    <details className="text-xs text-muted-foreground">
      <summary className="inline-flex min-h-6 cursor-pointer items-center">{t("facts", { count: told.length })}</summary>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 font-mono">
        {told.map(([name, value]) => (
          <div key={name} className="contents">
            <dt>{name}</dt>
            <dd className="break-all text-foreground">{typeof value === "string" ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
