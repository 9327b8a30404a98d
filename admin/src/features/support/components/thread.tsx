import { Badge } from "@hostler/ui/badge";
import { Instant } from "@hostler/ui/date";
import { cn } from "@hostler/ui/lib/cn";
import { Prose } from "@hostler/ui/prose";
import { AttachedFiles } from "@hostler/web-kit/react/attached-files";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { NotebookPen } from "lucide-react";

import type { Reply, Ticket } from "../api/tickets";
import { fetchAttachment } from "../api/write-tickets";

/** All that was said and noted, oldest first. */
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
    <article className={cn("rounded-lg border bg-card", reply.note ? "border-dashed border-warning/60" : staff && "border-primary/35")}>
      <header className={cn("flex flex-wrap items-center gap-x-2 rounded-t-lg border-b px-4 py-2 text-sm", reply.note ? "bg-warning/10" : staff && "bg-primary/8")}>
        <span className="font-medium">{reply.author_name}</span>
        {reply.note ? (
          <Badge tone="warning">
            <NotebookPen aria-hidden />
            {t("internal_note")}
          </Badge>
        ) : (
          <span className="text-xs text-muted-foreground">{t(`author.${reply.author}`)}</span>
        )}
        <Instant value={reply.created_at} className="ms-auto text-xs text-muted-foreground" />
      </header>
      <Prose html={reply.html} className="px-4 py-3 break-words" />
      <AttachedFiles files={reply.attachments ?? []} fetchFile={(file) => fetchAttachment(ticket, file.id)} />
    </article>
  );
}
