import { Button } from "@hostler/ui/button";
import { useAct } from "@hostler/web-kit/react/act";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSessionState } from "@hostler/web-kit/session";
import { CircleCheck, Merge, UserCheck } from "lucide-react";
import { useState } from "react";

import type { Ticket } from "../api/tickets";
import { changeTicket, closeTicket } from "../api/write-tickets";

import { MergeDialog } from "./merge-dialog";

export function TicketActions({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("support");
  const { user } = useSessionState();
  const [merging, setMerging] = useState(false);
  const take = useAct({ run: (id: string) => changeTicket(ticket.id, { assigned_to: id }), done: t("taken"), invalidates: ["tickets"] });
  if (ticket.merged_into) return null;
  return (
    <>
      {user && ticket.assigned_to?.id !== user.id && (
        <Button variant="secondary" busy={take.busy} onClick={() => void take.go(user.id)}>
          {!take.busy && <UserCheck aria-hidden />}
          {t("take")}
        </Button>
      )}
      {ticket.requester.client_id && (
        <Button variant="secondary" onClick={() => setMerging(true)}>
          <Merge aria-hidden />
          {t("merge.button")}
        </Button>
      )}
      {ticket.status !== "closed" && (
        <ActButton
          label={t("close.button")}
          icon={CircleCheck}
          title={t("close.title")}
          consequence={t("close.text", { name: ticket.requester.name })}
          run={() => closeTicket(ticket.id)}
          done={t("close.done")}
          invalidates={["tickets"]}
        />
      )}
      {merging && <MergeDialog ticket={ticket} onClose={() => setMerging(false)} />}
    </>
  );
}
