import { Card } from "@hostler/ui/card";
import { CivilDate } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { DocumentSums } from "../../../documents/document-sums";
import { InvoiceNumber } from "../../../documents/invoice-number";
import { PdfButton } from "../../../documents/pdf-button";
import { ClientName } from "../../../people/client-name";
import { getCreditNote, getCreditNotePdf } from "../api/credit-notes";

export default function CreditNotePage() {
  const { t } = useTranslation("credit-notes");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getCreditNote(id));
  useTitle(query.data?.number ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-72" />}>
      {(note) => (
        <>
          <PageHeader
            trail={[{ label: t("title"), href: "/credit-notes" }]}
            title={<span className="font-mono">{note.number}</span>}
            actions={<PdfButton load={() => getCreditNotePdf(note.id)} name={note.number} />}
          />
          <div className="grid items-start gap-4 lg:grid-cols-2">
            <Card>
              <DescriptionList
                facts={[
                  [t("client"), <ClientName key="client" id={note.account_id} />],
                  [t("invoice"), <InvoiceNumber key="invoice" id={note.invoice_id} />],
                  [t("issued"), <CivilDate key="issued" value={note.issue_date} />],
                  [t("reason"), note.reason],
                ]}
              />
            </Card>
            <Card title={t("taken_back")} flush>
              <DocumentSums subtotal={note.taxable} taxes={note.taxes ?? []} total={note.total} />
            </Card>
          </div>
        </>
      )}
    </Ask>
  );
}
