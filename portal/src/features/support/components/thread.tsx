import { Button } from "@hostler/ui/button";
import { Instant } from "@hostler/ui/date";
import { formatBytes } from "@hostler/ui/lib/bytes";
import { cn } from "@hostler/ui/lib/cn";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Prose } from "@hostler/ui/prose";
import { toast } from "@hostler/ui/toaster";
import { useExplain } from "@hostler/web-kit/react/explain";
import { saveBlob } from "@hostler/web-kit/save-blob";
import { FileDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { fetchAttachment, type KeptFile } from "../api/files";
import type { Ticket } from "../api/list-tickets";

type Reply = NonNullable<Ticket["replies"]>[number];

/** All that was said, oldest first. */
export function Thread({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("support");
  return (
    <ol aria-label={t("thread")} className="flex flex-col gap-3">
      {(ticket.replies ?? []).map((reply) => (
        <li key={reply.id}>
          <Said reply={reply} ticket={ticket.id} />
        </li>
      ))}
    </ol>
  );
}

function Said({ reply, ticket }: { reply: Reply; ticket: string }) {
  const { t } = useTranslation("support");
  const staff = reply.author === "staff";
  return (
    <article className={cn("rounded-lg border bg-card", staff && "border-primary/35")}>
      <header className={cn("flex flex-wrap items-baseline gap-x-2 rounded-t-lg border-b px-4 py-2 text-sm", staff && "bg-primary/8")}>
        <span className="font-medium">{reply.author_name}</span>
        <span className="text-xs text-muted-foreground">{t(`author.${reply.author}`)}</span>
        <Instant value={reply.created_at} className="ms-auto text-xs text-muted-foreground" />
      </header>
      <Prose html={reply.html} className="px-4 py-3 break-words" />
      {(reply.attachments ?? []).length > 0 && (
        <ul aria-label={t("files.list")} className="flex flex-wrap gap-2 px-4 pb-3">
          {(reply.attachments ?? []).map((file) => (
            <li key={file.id}>
              <Download file={file} ticket={ticket} />
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

function Download({ file, ticket }: { file: KeptFile; ticket: string }) {
  const { t } = useTranslation("support");
  const { locale } = useWords();
  const explain = useExplain();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      saveBlob(await fetchAttachment(ticket, file.id), file.name);
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
