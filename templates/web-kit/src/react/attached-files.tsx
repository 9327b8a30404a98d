import { Button } from "@hostler/ui/button";
import { formatBytes } from "@hostler/ui/lib/bytes";
import { useWords } from "@hostler/ui/lib/ui-text";
import { toast } from "@hostler/ui/toaster";
import { FileDown } from "lucide-react";
import { useState } from "react";

import type { KeptFile } from "../kept-file";
import { saveBlob } from "../save-blob";

import { useExplain } from "./explain";
import { useTranslation } from "./texts";

interface AttachedFilesProps {
  files: KeptFile[];
  fetchFile: (file: KeptFile) => Promise<Blob>;
}

/** What came with a message, to be saved. Nothing where nothing came. Its words are the `support` texts of the application. */
export function AttachedFiles({ files, fetchFile }: AttachedFilesProps) {
  const { t } = useTranslation("support");
  if (files.length === 0) return null;
  return (
    <ul aria-label={t("files.list")} className="flex flex-wrap gap-2 px-4 pb-3">
      {files.map((file) => (
        <li key={file.id}>
          <Download file={file} fetchFile={fetchFile} />
        </li>
      ))}
    </ul>
  );
}

function Download({ file, fetchFile }: { file: KeptFile; fetchFile: AttachedFilesProps["fetchFile"] }) {
  const { t } = useTranslation("support");
  const { locale } = useWords();
  const explain = useExplain();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      saveBlob(await fetchFile(file), file.name);
    } catch (error) {
      void toast("error", t("files.failed"), { description: explain(error).detail });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="secondary" size="sm" busy={busy} onClick={() => void save()} className="h-auto min-h-7 max-w-full whitespace-normal">
      {!busy && <FileDown aria-hidden />}
      <span className="min-w-0 text-start break-all">{file.name}</span>
      <span className="font-normal text-muted-foreground">{formatBytes(file.size, locale)}</span>
    </Button>
  );
}
