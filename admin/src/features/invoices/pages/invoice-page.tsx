import { Badge } from "@hostler/ui/badge";
import { daysBetween, todayIn } from "@hostler/ui/lib/civil-date";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { proformaOf } from "@hostler/web-kit/proforma";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { UrlTabs } from "@hostler/web-kit/react/url-tabs";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { lazy, Suspense } from "react";

import { getInvoice } from "../api/get-invoice";
import { isOpen } from "../api/list-invoices";
import { InvoiceActions } from "../components/invoice-actions";
import { InvoiceDocument } from "../components/invoice-document";

const DraftInvoice = lazy(() => import("../components/draft-invoice").then((module) => ({ default: module.DraftInvoice })));
const EInvoice = lazy(() => import("../components/e-invoice").then((module) => ({ default: module.EInvoice })));
const InvoicePayments = lazy(() => import("../components/invoice-payments").then((module) => ({ default: module.InvoicePayments })));
const InvoicePostings = lazy(() => import("../components/invoice-postings").then((module) => ({ default: module.InvoicePostings })));

export default function InvoicePage() {
  const { t } = useTranslation("invoices");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getInvoice(id));
  useTitle(query.data?.value.number || t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {({ value: invoice, tag }) => {
        if (invoice.status === "draft")
          return (
            <Suspense fallback={<Skeleton className="h-96" />}>
              <DraftInvoice draft={invoice} tag={tag} />
            </Suspense>
          );
        const late = isOpen(invoice) ? daysBetween(invoice.due_date, todayIn()) : 0;
        return (
          <>
            <PageHeader
              trail={[{ label: t("title"), href: "/invoices" }]}
              title={<span className="font-mono">{invoice.number}</span>}
              badge={
                <>
                  <StatusBadge state={invoice.status} />
                  {proformaOf(invoice).still && <Badge>{t("proforma")}</Badge>}
                  {late > 0 && <Badge tone="danger">{t("days_late", { count: late })}</Badge>}
                </>
              }
              actions={<InvoiceActions invoice={invoice} />}
            />
            <UrlTabs
              label={t("parts")}
              tabs={[
                { id: "document", label: t("document"), content: () => <InvoiceDocument invoice={invoice} /> },
                { id: "payments", label: t("payments"), content: () => <InvoicePayments invoice={invoice} /> },
                { id: "ledger", label: t("postings"), content: () => <InvoicePostings invoice={invoice} /> },
                { id: "e-invoice", label: t("e_invoice"), content: () => <EInvoice invoice={invoice} /> },
              ]}
            />
          </>
        );
      }}
    </Ask>
  );
}
