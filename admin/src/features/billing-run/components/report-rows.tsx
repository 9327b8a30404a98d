import { Button } from "@hostler/ui/button";
import { DataTable, useSelection, type Column } from "@hostler/ui/data-table";
import { CivilDate, Instant } from "@hostler/ui/date";
import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { CircleMinus } from "lucide-react";

import { ClientName } from "../../../people/client-name";
import { RecordLink } from "../../../records/record-link";
import type { BillingReport, RunEntry, RunList } from "../api/run-billing";

import { useReason } from "./reason";

interface ReportRowsProps {
  report: BillingReport;
  list: RunList;
  onLeaveOut?: (rows: RunEntry[]) => void;
}

// What is held back, refused or failed is left as it is in any case.
const acted: readonly RunList[] = ["invoiced", "reminded", "late_fees", "suspended", "terminated", "cancelled_orders"];

/** The rows of one list with the reason for each. */
export function ReportRows({ report, list, onLeaveOut }: ReportRowsProps) {
  const { t } = useTranslation("billing-run");
  const { locale } = useWords();
  const reason = useReason();
  const [selected, setSelected] = useSelection();
  const columns: (Column<RunEntry> | false)[] = [
    {
      id: "subject",
      header: t("what"),
      card: "title",
      cell: (entry) => <RecordLink id={entry.subject}>{entry.title ?? (entry.subject.startsWith("inv_") && !entry.invoice ? entry.number : undefined)}</RecordLink>,
    },
    { id: "client", header: t("client"), cell: (entry) => (entry.client_id ? <ClientName id={entry.client_id} /> : null) },
    { id: "reason", header: t("why"), cell: (entry) => reason(list, entry), className: "min-w-56" },
    (list === "invoiced" || list === "charged") &&
      report[list].some((entry) => entry.period) && {
        id: "period",
        header: t("period"),
        cell: (entry) =>
          entry.period && (
            <>
              <CivilDate value={entry.period.from} /> – <CivilDate value={entry.period.to} />
            </>
          ),
      },
    report[list].some((entry) => entry.due_date) && { id: "due", header: t("due"), cell: (entry) => entry.due_date && <CivilDate value={entry.due_date} /> },
    report[list].some((entry) => entry.charge_at) && { id: "charge_at", header: t("charge_at"), cell: (entry) => entry.charge_at && <Instant value={entry.charge_at} /> },
    list !== "late_fees" &&
      report[list].some((entry) => entry.invoice) && {
        id: "invoice",
        header: t("invoice"),
        cell: (entry) => entry.invoice && <RecordLink id={entry.invoice}>{entry.number}</RecordLink>,
      },
    report[list].some((entry) => (entry.services ?? 1) > 1) && {
      id: "together",
      header: t("together"),
      cell: ({ services = 1, invoice_total }) => services > 1 && invoice_total && t("together_with", { count: services - 1, total: formatMoney(invoice_total, locale) }),
    },
    report[list].some((entry) => entry.total ?? entry.balance) && {
      id: "amount",
      header: t("amount"),
      align: "end",
      card: "corner",
      cell: (entry) => {
        const amount = entry.total ?? entry.balance;
        return amount && <Money value={amount} mono />;
      },
    },
  ];
  const count = report[list].length;
  if (count === 0) return <p className="px-4 pb-4 text-sm text-muted-foreground">{list === "charged" && report.dry_run ? t("charged_unforeseen") : t(`none.${list}`)}</p>;
  const rows = report[list].map((entry, place) => ({ ...entry, place }));
  const rowId = (entry: { place: number }) => `${list}-${entry.place}`;
  const selectable = onLeaveOut && acted.includes(list);
  return (
    <DataTable
      label={t(`list.${list}`)}
      rows={rows}
      columns={columns.filter((column) => column !== false)}
      rowId={rowId}
      selected={selectable ? selected : undefined}
      onSelectedChange={selectable ? setSelected : undefined}
      bulk={
        selectable && (
          <Button
            size="sm"
            variant="secondary"
            onClick={() => {
              onLeaveOut(rows.filter((entry) => selected.has(rowId(entry))));
              setSelected(new Set());
            }}
          >
            <CircleMinus aria-hidden />
            {t("left_out.add")}
          </Button>
        )
      }
    />
  );
}
