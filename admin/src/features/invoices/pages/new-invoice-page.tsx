import { PageHeader } from "@hostler/ui/page-header";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useNavigate } from "@tanstack/react-router";

import { draftInvoice } from "../api/change-invoice";
import { InvoiceForm } from "../components/invoice-form";

/** An invoice by hand, in the client's own currency: kept as a draft, so that its taxes are seen before it is issued. */
export default function NewInvoicePage() {
  const { t } = useTranslation("invoices");
  const navigate = useNavigate();
  useTitle(t("new"));
  return (
    <>
      <PageHeader title={t("new")} description={t("new_text")} trail={[{ label: t("title"), href: "/invoices" }]} />
      <InvoiceForm send={draftInvoice} confirm={t("keep_draft")} done={t("drafted_toast")} onDone={(draft) => void navigate({ href: `/invoices/${draft.id}` } as never)} />
    </>
  );
}
