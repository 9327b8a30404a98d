import { Button } from "@hostler/ui/button";
import { FileDrop } from "@hostler/ui/file-drop";
import { formatBytes } from "@hostler/ui/lib/bytes";
import { useWords } from "@hostler/ui/lib/ui-text";
import { CircleAlert, FileText, LoaderCircle, RotateCw, X } from "lucide-react";

import { useTranslation } from "./texts";
import { attachmentRules, type Attachment, type Attachments } from "./use-attachments";

/** Files beside a message: each is sent at once and can be taken out again. Its words are the `support` texts of the application. */
export function AttachmentField({ attachments }: { attachments: Attachments }) {
  const { t } = useTranslation("support");
  return (
    <FileDrop label={t("files.attach")} help={t("files.help")} accept={attachmentRules.accept} disabled={attachments.full} onFiles={attachments.add}>
      {attachments.items.length > 0 && (
        <ul className="mt-2 flex flex-col gap-1" aria-label={t("files.list")}>
          {attachments.items.map((item) => (
            <Line key={item.key} item={item} attachments={attachments} />
          ))}
        </ul>
      )}
    </FileDrop>
  );
}

function Line({ item, attachments }: { item: Attachment; attachments: Attachments }) {
  const { t } = useTranslation("support");
  const { locale, text } = useWords();
  const Icon = item.state === "sending" ? LoaderCircle : item.state === "failed" ? CircleAlert : FileText;
  return (
    <li className="flex flex-wrap items-center gap-x-2 text-sm">
      <Icon
        aria-hidden
        className={item.state === "failed" ? "size-4 text-destructive" : item.state === "sending" ? "size-4 motion-safe:animate-spin" : "size-4 text-muted-foreground"}
      />
      <span className="min-w-0 break-all">{item.name}</span>
      <span className="text-xs text-muted-foreground">{item.state === "sending" ? t("files.sending") : formatBytes(item.size, locale)}</span>
      <span className="ms-auto flex">
        {item.state === "failed" && item.source && (
          <Button variant="ghost" size="icon-sm" aria-label={`${text("retry")}: ${item.name}`} onClick={() => attachments.retry(item)}>
            <RotateCw aria-hidden />
          </Button>
        )}
        <Button variant="ghost" size="icon-sm" aria-label={`${text("remove")}: ${item.name}`} onClick={() => attachments.remove(item.key)}>
          <X aria-hidden />
        </Button>
      </span>
      {item.error && (
        <p role="alert" className="w-full text-xs text-destructive">
          {item.error}
        </p>
      )}
    </li>
  );
}
