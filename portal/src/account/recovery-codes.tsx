import { Button } from "@hostler/ui/button";
import { Checkbox } from "@hostler/ui/checkbox";
import { CopyButton } from "@hostler/ui/copy-button";
import { useBrand } from "@hostler/web-kit/brand";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { saveBlob } from "@hostler/web-kit/save-blob";
import { FileDown } from "lucide-react";
import { useState } from "react";

/** Shown this once: nobody goes on before saying that they are kept. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation("account");
  const { name } = useBrand();
  const [kept, setKept] = useState(false);
  const save = () => saveBlob(new Blob([`${name}\n${t("mfa.codes_file")}\n\n${codes.join("\n")}\n`], { type: "text/plain" }), "recovery-codes.txt");
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="text-sm">
        {t("mfa.codes_text")}
      </p>
      <ul aria-label={t("mfa.codes")} className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-md border bg-muted p-3 font-mono text-sm">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="secondary" size="sm" onClick={save}>
          <FileDown aria-hidden />
          {t("mfa.save")}
        </Button>
        <CopyButton value={codes.join("\n")} label={t("mfa.copy")} />
      </div>
      {/* eslint-disable-next-line jsx-a11y/label-has-associated-control -- the box is inside and carries the name */}
      <label className="flex items-center gap-2 text-sm">
        <Checkbox className="-ms-1" checked={kept} onCheckedChange={(on) => setKept(on === true)} aria-label={t("mfa.kept")} />
        {t("mfa.kept")}
      </label>
      <Button className="self-start" disabled={!kept} onClick={onDone}>
        {t("mfa.done")}
      </Button>
    </div>
  );
}
