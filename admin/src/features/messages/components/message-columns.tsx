import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Message } from "../api/messages";

import { useMessageTitle } from "./message-title";

/** A list of messages. What its carrier reported of it says more than that it was handed over. */
export function useMessageColumns(): Column<Message>[] {
  const { t } = useTranslation("messages");
  const titleOf = useMessageTitle();
  return [
    { id: "subject", header: t("subject"), card: "title", cell: (message) => message.subject || titleOf(message) },
    { id: "kind", header: t("kind"), cell: (message) => <span title={message.kind}>{titleOf(message)}</span> },
    { id: "channel", header: t("channel"), cell: (message) => t(`channels.${message.channel}`) },
    {
      id: "to",
      header: t("to"),
      cell: (message) => (
        <span className="block max-w-52 truncate" title={message.to}>
          {message.to}
        </span>
      ),
    },
    { id: "state", header: t("state"), card: "corner", cell: (message) => <StatusBadge state={message.delivery ?? message.state} /> },
    { id: "at", header: t("date"), align: "end", cell: (message) => <Instant value={message.sent_at ?? message.created_at} relative /> },
  ];
}
