import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Stamp } from "lucide-react";
import { useState } from "react";

import { DocumentLinks } from "../../../documents/document-links";
import { ClientName } from "../../../people/client-name";
import { RecordLink } from "../../../records/record-link";
import { listTds, type Tds } from "../api/tds";
import { CompleteTds } from "../components/complete-tds";

/** Tax that buyers deducted at source: ours to claim, once the certificate is there and the revenue office shows it. */
export default function TdsPage() {
  const { t } = useTranslation("tds");
  const { text } = useWords();
  useTitle(t("title"));
  const [open, setOpen] = useState<Tds | null>(null);
  const query = useInfiniteQuery(listTds());
  const columns: Column<Tds>[] = [
    { id: "invoice", header: t("invoice"), card: "title", cell: (tds) => <RecordLink id={tds.invoice_id} /> },
    { id: "client", header: t("client"), cell: (tds) => <ClientName id={tds.account_id} /> },
    { id: "on", header: t("deducted"), cell: (tds) => <CivilDate value={tds.deducted_on} /> },
    { id: "section", header: t("section"), cell: (tds) => <span className="font-mono text-xs">{[tds.section, tds.rate && `${tds.rate} %`].filter(Boolean).join(" · ")}</span> },
    { id: "certificate", header: t("certificate"), cell: (tds) => tds.certificate ?? <Badge tone="warning">{t("missing")}</Badge> },
    { id: "matched", header: t("matched"), cell: (tds) => (tds.matched_on ? <CivilDate value={tds.matched_on} /> : <Badge tone="warning">{t("not_yet")}</Badge>) },
    { id: "amount", header: t("amount"), align: "end", card: "corner", cell: (tds) => <Money value={tds.amount} mono /> },
    {
      id: "act",
      header: text("actions"),
      align: "end",
      cell: (tds) => (
        <Button size="sm" variant="ghost" onClick={() => setOpen(tds)}>
          {t("complete")}
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <DocumentLinks />
      <PagedList label={t("title")} query={query} columns={columns} rowId={(tds) => tds.id} empty={{ icon: Stamp, title: t("empty"), text: t("empty_text") }} />
      {open && <CompleteTds tds={open} onClose={() => setOpen(null)} />}
    </>
  );
}
