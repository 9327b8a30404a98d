import { Notice } from "@hostler/ui/notice";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { RecordLink } from "../../../records/record-link";
import { getTicket, type Ticket } from "../api/tickets";
import { ClientFacts } from "../components/client-facts";
import { Onlookers } from "../components/onlookers";
import { Priority } from "../components/priority";
import { ReplyBox } from "../components/reply-box";
import { SlaClock } from "../components/sla-clock";
import { Thread } from "../components/thread";
import { TicketActions } from "../components/ticket-actions";
import { TicketFacts } from "../components/ticket-facts";

export default function TicketPage() {
  const { t } = useTranslation("support");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getTicket(id));
  useTitle(query.data?.subject ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(ticket) => <Desk key={ticket.id} ticket={ticket} />}
    </Ask>
  );
}

function Desk({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("support");
  const [writing, setWriting] = useState(false);
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/support" }]}
        title={ticket.subject}
        description={[ticket.number, ticket.requester.name, ticket.requester.company].filter(Boolean).join(" · ")}
        badge={
          <>
            <StatusBadge state={ticket.status} />
            {ticket.priority !== "normal" && <Priority of={ticket.priority} />}
            <SlaClock ticket={ticket} />
          </>
        }
        actions={<TicketActions ticket={ticket} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          {ticket.merged_into && <Notice tone="info" title={t("was_merged")} action={<RecordLink id={ticket.merged_into}>{t("to_merged")}</RecordLink>} />}
          <Thread ticket={ticket} />
          <Onlookers ticket={ticket} writing={writing} />
          <ReplyBox ticket={ticket} onWriting={setWriting} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <TicketFacts ticket={ticket} />
          <ClientFacts ticket={ticket} />
        </div>
      </div>
    </>
  );
}
