import { Button } from "@hostler/ui/button";
import { toast } from "@hostler/ui/toaster";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { saveBlob } from "@hostler/web-kit/save-blob";
import { FileDown } from "lucide-react";
import { useState } from "react";

import { getCreditNotePdf, type CreditNote } from "../api/credit-notes";

export function CreditNotePdf({ note }: { note: CreditNote }) {
  const { t } = useTranslation(["credit-notes", "common"]);
  const explain = useExplain();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      saveBlob(await getCreditNotePdf(note.id), `${note.number.replaceAll(/[^\w.-]+/g, "-")}.pdf`);
    } catch (error) {
      void toast("error", t("pdf_failed"), { description: explain(error).detail, action: { label: t("common:ui.retry"), onClick: () => void download() } });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="secondary" busy={busy} onClick={() => void download()}>
      {!busy && <FileDown aria-hidden />}
      {t("pdf")}
    </Button>
  );
}
