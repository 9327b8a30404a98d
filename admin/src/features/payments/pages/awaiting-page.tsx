import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Landmark } from "lucide-react";
import { useState } from "react";

import { ClientName } from "../../../people/client-name";
import { PluginName } from "../../../plugins/plugin-name";
import { listAwaiting, type Awaiting } from "../api/lists";
import { ConfirmTransfer, RejectTransfer } from "../components/confirm-transfer";
import { InvoiceLinks } from "../components/invoice-links";
import { PaymentLinks } from "../components/payment-links";
import { Proofs } from "../components/proofs";

/** Bank transfers that a person compares with the bank's statement. */
export default function AwaitingPage() {
  const { t } = useTranslation("payments");
  const { text } = useWords();
  useTitle(t("awaiting.title"));
  const [state, change] = useUrlState("proof");
  const [act, setAct] = useState<{ row: Awaiting; how: "confirm" | "reject" } | null>(null);
  const query = useInfiniteQuery(listAwaiting(state.proof === "yes"));
  const columns: Column<Awaiting>[] = [
    {
      id: "reference",
      header: t("awaiting.reference"),
      card: "title",
      cell: ({ reference, payment }) => <span className="font-mono text-[0.96em]">{reference || payment.id}</span>,
    },
    { id: "client", header: t("client"), cell: ({ payment }) => <ClientName id={payment.account_id} /> },
    { id: "invoices", header: t("for"), cell: ({ payment }) => <InvoiceLinks ids={payment.invoices} /> },
    { id: "gateway", header: t("gateway"), cell: ({ payment }) => <PluginName of={payment.gateway} /> },
    { id: "since", header: t("awaiting.since"), cell: ({ payment }) => <Instant value={payment.created_at} relative /> },
    { id: "proofs", header: t("awaiting.proofs"), cell: (row) => <Proofs row={row} /> },
    { id: "amount", header: t("amount"), align: "end", card: "corner", cell: ({ payment }) => <Money value={payment.amount} mono /> },
    {
      id: "act",
      header: text("actions"),
      align: "end",
      cell: (row) => (
        <span className="inline-flex gap-1">
          <Button size="sm" onClick={() => setAct({ row, how: "confirm" })}>
            {t("awaiting.confirm")}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setAct({ row, how: "reject" })}>
            {t("awaiting.reject")}
          </Button>
        </span>
      ),
    },
  ];
  return (
    <>
      <PageHeader title={t("awaiting.title")} description={t("awaiting.description")} />
      <PaymentLinks />
      <PagedList
        label={t("awaiting.title")}
        query={query}
        columns={columns}
        rowId={(row) => row.payment.id}
        filters={
          <Button
            variant={state.proof === "yes" ? "primary" : "secondary"}
            aria-pressed={state.proof === "yes"}
            onClick={() => change({ proof: state.proof === "yes" ? undefined : "yes" })}
          >
            {t("awaiting.with_proof")}
          </Button>
        }
        filtered={state.proof === "yes"}
        onShowAll={() => change({ proof: undefined })}
        empty={{ icon: Landmark, title: t("awaiting.empty"), text: t("awaiting.empty_text") }}
      />
      {act?.how === "confirm" && <ConfirmTransfer row={act.row} onClose={() => setAct(null)} />}
      {act?.how === "reject" && <RejectTransfer row={act.row} onClose={() => setAct(null)} />}
    </>
  );
}
