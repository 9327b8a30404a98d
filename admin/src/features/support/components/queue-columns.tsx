import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMemo } from "react";

import type { Ticket } from "../api/tickets";

import { Priority } from "./priority";
import { SlaClock } from "./sla-clock";

export function useQueueColumns(): Column<Ticket>[] {
  const { t } = useTranslation("support");
  return useMemo(
    () => [
      { id: "subject", header: t("subject"), card: "title", cell: (ticket) => ticket.subject, className: "min-w-56" },
      { id: "number", header: t("number"), className: "whitespace-nowrap", cell: (ticket) => ticket.number },
      {
        id: "requester",
        header: t("requester"),
        cell: ({ requester }) => (
          <span className="block py-1 whitespace-nowrap">
            {requester.company || requester.name}
            {requester.company && <span className="block text-xs text-muted-foreground">{requester.name}</span>}
          </span>
        ),
      },
      { id: "status", header: t("status"), card: "corner", cell: (ticket) => <StatusBadge state={ticket.status} /> },
      { id: "priority", header: t("priority_column"), cell: (ticket) => <Priority of={ticket.priority} /> },
      { id: "sla", header: t("first_answer"), cell: (ticket) => <SlaClock ticket={ticket} /> },
      { id: "department", header: t("department"), cell: (ticket) => ticket.department?.name ?? "–" },
      { id: "assigned", header: t("assigned"), cell: (ticket) => ticket.assigned_to?.name ?? "–" },
      { id: "updated", header: t("updated"), align: "end", sort: "updated_at", cell: (ticket) => <Instant value={ticket.updated_at} relative /> },
    ],
    [t],
  );
}
