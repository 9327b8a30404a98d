import { Button } from "@hostler/ui/button";
import { toast } from "@hostler/ui/toaster";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { saveBlob } from "@hostler/web-kit/save-blob";
import { FileDown } from "lucide-react";
import { useState } from "react";

/** Saves the report as the engine exports it. */
export function CsvButton({ load, name, label }: { load: () => Promise<string>; name: string; label?: string }) {
  const { t } = useTranslation("reports");
  const explain = useExplain();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      saveBlob(new Blob([await load()], { type: "text/csv;charset=utf-8" }), name);
    } catch (error) {
      void toast("error", t("csv_failed"), { description: explain(error).detail });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="secondary" busy={busy} onClick={() => void save()}>
      {!busy && <FileDown aria-hidden />}
      {label ?? t("csv")}
    </Button>
  );
}
