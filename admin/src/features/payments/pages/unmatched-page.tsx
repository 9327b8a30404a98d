import { Button } from "@hostler/ui/button";
import { CopyButton } from "@hostler/ui/copy-button";
import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useInfiniteQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useState } from "react";

import { PluginName } from "../../../plugins/plugin-name";
import { listUnmatched, type Unmatched } from "../api/lists";
import { AssignDialog } from "../components/assign-dialog";
import { CreditDialog, DismissDialog } from "../components/credit-dialog";
import { PaymentLinks } from "../components/payment-links";

/** Money that belongs to no attempt of ours, and what was held because it does not fit: a person says what it is. */
export default function UnmatchedPage() {
  const { t } = useTranslation("payments");
  const { text } = useWords();
  useTitle(t("unmatched.title"));
  const [act, setAct] = useState<{ row: Unmatched; how: "assign" | "credit" | "dismiss" } | null>(null);
  const query = useInfiniteQuery(listUnmatched());
  const columns: Column<Unmatched>[] = [
    { id: "gateway", header: t("gateway"), card: "title", cell: (row) => <PluginName of={row.gateway} /> },
    {
      id: "transaction",
      header: t("gateway_reference"),
      cell: (row) => (
        <span className="inline-flex items-center gap-1 font-mono text-xs break-all">
          {row.gateway_transaction_id || row.event_id}
          <CopyButton value={row.gateway_transaction_id || row.event_id} />
        </span>
      ),
    },
    { id: "kind", header: t("unmatched.event"), cell: (row) => <span className="font-mono text-xs">{row.kind}</span> },
    { id: "state", header: t("status"), card: "corner", cell: (row) => <StatusBadge state={row.state} /> },
    { id: "reason", header: t("unmatched.why"), cell: (row) => row.reason, className: "min-w-48" },
    { id: "at", header: t("unmatched.received"), cell: (row) => <Instant value={row.received_at} /> },
    { id: "amount", header: t("amount"), align: "end", cell: (row) => row.amount && <Money value={row.amount} mono /> },
    {
      id: "act",
      header: text("actions"),
      align: "end",
      cell: (row) => (
        <span className="inline-flex flex-wrap justify-end gap-1">
          {row.amount && (
            <>
              <Button size="sm" onClick={() => setAct({ row, how: "assign" })}>
                {t("unmatched.assign")}
              </Button>
              <Button size="sm" variant="secondary" onClick={() => setAct({ row, how: "credit" })}>
                {t("unmatched.credit")}
              </Button>
            </>
          )}
          <Button size="sm" variant="ghost" onClick={() => setAct({ row, how: "dismiss" })}>
            {t("unmatched.dismiss")}
          </Button>
        </span>
      ),
    },
  ];
  const close = () => setAct(null);
  return (
    <>
      <PageHeader title={t("unmatched.title")} description={t("unmatched.description")} />
      <PaymentLinks />
      <PagedList
        label={t("unmatched.title")}
        query={query}
        columns={columns}
        rowId={(row) => row.id}
        empty={{ icon: CircleCheck, title: t("unmatched.empty"), text: t("unmatched.empty_text") }}
      />
      {act?.how === "assign" && <AssignDialog row={act.row} onClose={close} />}
      {act?.how === "credit" && <CreditDialog row={act.row} onClose={close} />}
      {act?.how === "dismiss" && <DismissDialog row={act.row} onClose={close} />}
    </>
  );
}
