import { Button } from "@hostler/ui/button";
import { toast } from "@hostler/ui/toaster";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { FileDown } from "lucide-react";
import { useState } from "react";

import { exportZone } from "../api/edit-zone";
import type { Zone } from "../api/zones";

/** What is published, as a zone file. */
export function ExportButton({ zone }: { zone: Zone }) {
  const { t } = useTranslation("dns");
  const explain = useExplain();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      const url = URL.createObjectURL(new Blob([await exportZone(zone.id)], { type: "text/dns" }));
      const link = document.createElement("a");
      link.href = url;
      link.download = `${zone.name}.zone`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch (error) {
      void toast("error", t("export_failed"), { description: explain(error).detail });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="secondary" busy={busy} onClick={() => void download()}>
      {!busy && <FileDown aria-hidden />}
      {t("export")}
    </Button>
  );
}
