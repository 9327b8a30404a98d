import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ClipboardList, Plus, ReceiptText } from "lucide-react";
import { useState } from "react";

import { DocumentLinks } from "../../../documents/document-links";
import { ClientName } from "../../../people/client-name";
import { getClient, nameOfClient } from "../../../people/clients";
import { ClientPicker } from "../../../people/client-picker";
import { RecordLink } from "../../../records/record-link";
import { cancelBillableItem, invoiceWaiting, listBillableItems, type BillableItem } from "../api/billable-items";
import { AddItem } from "../components/add-item";

/** What clients are still to be invoiced for, and what was. */
export default function BillablePage() {
  const { t } = useTranslation("billable");
  const { text } = useWords();
  const navigate = useNavigate();
  useTitle(t("title"));
  const [state, change] = useUrlState("client");
  const [adding, setAdding] = useState(false);
  const query = useInfiniteQuery(listBillableItems(state.client));
  const client = useQuery({ ...getClient(state.client ?? ""), enabled: Boolean(state.client) });
  const chosen = state.client ? (client.data ?? null) : null;
  const waiting = (query.data?.pages ?? []).flatMap((page) => page.data ?? []).filter((item) => item.status === "waiting").length;
  const add = (
    <Button onClick={() => setAdding(true)}>
      <Plus aria-hidden />
      {t("add")}
    </Button>
  );
  const columns: Column<BillableItem>[] = [
    { id: "what", header: t("what"), card: "title", cell: (item) => item.description },
    { id: "client", header: t("client"), cell: (item) => <ClientName id={item.account_id} /> },
    { id: "status", header: t("status"), card: "corner", cell: (item) => <StatusBadge state={item.status} /> },
    { id: "when", header: t("when"), cell: (item) => (item.invoice_from ? <CivilDate value={item.invoice_from} /> : t("with_renewal")) },
    { id: "invoice", header: t("invoice"), cell: (item) => item.invoice_id && <RecordLink id={item.invoice_id} /> },
    { id: "quantity", header: t("quantity"), align: "end", cell: (item) => item.quantity },
    { id: "price", header: t("price"), align: "end", cell: (item) => <Money value={item.unit_price} mono /> },
    {
      id: "act",
      header: text("actions"),
      align: "end",
      cell: (item) =>
        item.status === "waiting" && (
          <ActButton
            size="sm"
            variant="ghost"
            label={t("cancel")}
            title={t("cancel_title")}
            consequence={t("cancel_text", { what: item.description })}
            danger
            run={() => cancelBillableItem(item.id)}
            done={t("cancelled")}
            invalidates={["billable"]}
          />
        ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            {chosen && waiting > 0 && (
              <ActButton
                label={t("invoice_now")}
                icon={ReceiptText}
                title={t("invoice_now_title", { client: nameOfClient(chosen) })}
                consequence={t("invoice_now_text", { count: waiting })}
                run={(_, header) => invoiceWaiting(chosen.id, header)}
                done={(made) => t("invoices_made", { count: made.invoices?.length ?? 0 })}
                invalidates={["billable", "invoices"]}
                onDone={(made) => made.invoices?.[0] && void navigate({ href: `/invoices/${made.invoices[0]}` } as never)}
              />
            )}
            {add}
          </>
        }
      />
      <DocumentLinks />
      <PagedList
        label={t("title")}
        query={query}
        columns={columns}
        rowId={(item) => item.id}
        filters={
          <div className="w-80 max-w-full">
            <ClientPicker aria-label={t("client_filter")} client={chosen} onChange={(next) => change({ client: next?.id })} />
          </div>
        }
        filtered={Boolean(state.client)}
        onShowAll={() => change({ client: undefined })}
        empty={{ icon: ClipboardList, title: t("empty"), text: t("empty_text"), action: add }}
      />
      {adding && <AddItem client={chosen} onClose={() => setAdding(false)} />}
    </>
  );
}
