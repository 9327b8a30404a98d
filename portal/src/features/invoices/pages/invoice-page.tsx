import { Badge } from "@hostler/ui/badge";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { proformaOf } from "@hostler/web-kit/proforma";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { getInvoice } from "../api/get-invoice";
import type { Invoice } from "../api/list-invoices";
import { AwaitedNotice } from "../components/awaited-notice";
import { InvoiceLines } from "../components/invoice-lines";
import { InvoiceParties } from "../components/invoice-parties";
import { PayButton } from "../components/pay-button";
import { PdfButton } from "../components/pdf-button";

export default function InvoicePage() {
  const { t } = useTranslation("invoices");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getInvoice(id));
  const number = query.data?.number;
  useTitle(number ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(invoice) => (
        <>
          <PageHeader
            trail={[{ label: t("title"), href: "/invoices" }]}
            title={<span className="font-mono">{invoice.number || t("draft")}</span>}
            badge={
              <>
                <StatusBadge state={invoice.status} />
                {proformaOf(invoice).still && <Badge>{t("proforma")}</Badge>}
              </>
            }
            actions={
              <>
                <PdfButton id={invoice.id} name={invoice.number || invoice.id} />
                <ProformaButton invoice={invoice} />
                <PayButton invoice={invoice} />
              </>
            }
          />
          <AwaitedNotice invoice={invoice} />
          <div className="grid gap-4 xl:grid-cols-[1fr_20rem]">
            <InvoiceLines invoice={invoice} />
            <InvoiceParties invoice={invoice} />
          </div>
        </>
      )}
    </Ask>
  );
}

/** What a paid invoice was asked for with. */
function ProformaButton({ invoice }: { invoice: Invoice }) {
  const { still, number } = proformaOf(invoice);
  return number && !still ? <PdfButton id={invoice.id} name={number} proforma /> : null;
}
