import { Button } from "@hostler/ui/button";
import { toast } from "@hostler/ui/toaster";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { FileDown } from "lucide-react";
import { useState } from "react";

import { getInvoicePdf, getProformaPdf } from "../api/get-invoice-pdf";

/** Saves the invoice itself, or the proforma that it was sent as. */
export function PdfButton({ id, name, proforma = false }: { id: string; name: string; proforma?: boolean }) {
  const { t } = useTranslation(["invoices", "common"]);
  const explain = useExplain();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const url = URL.createObjectURL(await (proforma ? getProformaPdf(id) : getInvoicePdf(id)));
      const link = document.createElement("a");
      link.href = url;
      link.download = `${name.replaceAll(/[^\w.-]+/g, "-")}.pdf`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch (error) {
      void toast("error", t("pdf_failed"), { description: explain(error).detail, action: { label: t("common:ui.retry"), onClick: () => void download() } });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="secondary" busy={busy} onClick={() => void download()}>
      {!busy && <FileDown aria-hidden />}
      {t(proforma ? "proforma_pdf" : "pdf")}
    </Button>
  );
}
