import { BulkButton } from "@hostler/web-kit/react/bulk-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSessionState } from "@hostler/web-kit/session";
import { CircleCheck, UserCheck } from "lucide-react";

import type { Ticket } from "../api/tickets";
import { changeTicket, closeTicket } from "../api/write-tickets";

/** What can be done with several tickets at once. */
export function QueueBulk({ rows, clear }: { rows: Ticket[]; clear: () => void }) {
  const { t } = useTranslation("support");
  const { user } = useSessionState();
  const open = rows.filter((ticket) => ticket.status !== "closed");
  const shared = { rowId: (ticket: Ticket) => ticket.id, rowName: (ticket: Ticket) => `${ticket.subject} · ${ticket.requester.name}`, invalidates: ["tickets"], onDone: clear };
  return (
    <>
      {user && (
        <BulkButton
          {...shared}
          label={t("bulk.take", { count: rows.length })}
          icon={UserCheck}
          rows={rows}
          title={t("bulk.take", { count: rows.length })}
          consequence={t("bulk.take_text", { name: user.name })}
          run={(ticket) => changeTicket(ticket.id, { assigned_to: user.id })}
        />
      )}
      <BulkButton
        {...shared}
        label={t("bulk.close", { count: open.length })}
        icon={CircleCheck}
        rows={open}
        title={t("bulk.close", { count: open.length })}
        consequence={t("bulk.close_text", { count: open.length })}
        run={(ticket) => closeTicket(ticket.id)}
      />
    </>
  );
}
