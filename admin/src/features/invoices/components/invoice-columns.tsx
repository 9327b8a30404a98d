import { Badge } from "@hostler/ui/badge";
import type { Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { StatusBadge } from "@hostler/ui/status-badge";
import { proformaOf } from "@hostler/web-kit/proforma";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMemo } from "react";

import { partyName } from "../../../documents/party";
import { RecordLink } from "../../../records/record-link";
import type { Invoice } from "../api/list-invoices";

export function useInvoiceColumns(): Column<Invoice>[] {
  const { t } = useTranslation("invoices");
  return useMemo(
    () => [
      {
        id: "number",
        header: t("number"),
        card: "title",
        cell: (invoice) => (
          <>
            <span className="font-mono text-[0.96em]">{invoice.number || t("draft")}</span>
            {proformaOf(invoice).still && <Badge className="ms-2">{t("proforma")}</Badge>}
          </>
        ),
      },
      { id: "client", header: t("client"), cell: (invoice) => <RecordLink id={invoice.account_id}>{partyName(invoice.buyer) || undefined}</RecordLink> },
      { id: "kind", header: t("kind_column"), cell: (invoice) => t(`kind.${invoice.kind}`) },
      { id: "issued", header: t("issued"), sort: "created_at", cell: (invoice) => <CivilDate value={invoice.issue_date} /> },
      { id: "due", header: t("due"), cell: (invoice) => <CivilDate value={invoice.due_date} /> },
      { id: "status", header: t("status"), card: "corner", cell: (invoice) => <StatusBadge state={invoice.status} /> },
      { id: "total", header: t("total"), align: "end", cell: (invoice) => <Money value={invoice.total} mono /> },
      { id: "balance", header: t("balance"), align: "end", cell: (invoice) => <Money value={invoice.balance} mono /> },
    ],
    [t],
  );
}
