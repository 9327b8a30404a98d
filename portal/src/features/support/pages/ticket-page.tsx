import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { getTicket } from "../api/get-ticket";
import type { Ticket } from "../api/list-tickets";
import { CloseButton } from "../components/close-button";
import { GivenRating, RateForm } from "../components/rate-form";
import { ReplyForm } from "../components/reply-form";
import { Thread } from "../components/thread";
import { TicketFacts } from "../components/ticket-facts";

export default function TicketPage() {
  const { t } = useTranslation("support");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getTicket(id));
  useTitle(query.data?.subject ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(ticket) => (
        <>
          <PageHeader
            trail={[{ label: t("title"), href: "/support" }]}
            title={ticket.subject}
            badge={<StatusBadge state={ticket.status} />}
            actions={ticket.status === "closed" ? undefined : <CloseButton id={ticket.id} />}
          />
          <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
            <div className="flex min-w-0 flex-col gap-4">
              <Thread ticket={ticket} />
              <Answering ticket={ticket} />
            </div>
            <TicketFacts ticket={ticket} />
          </div>
        </>
      )}
    </Ask>
  );
}

/** What can still be said here. */
function Answering({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("support");
  const Link = useLink();
  if (ticket.merged_into) {
    return (
      <p role="status" className="rounded-md border border-info/30 bg-info/10 px-3 py-2 text-sm">
        {t("merged")}{" "}
        <Link href={`/support/${ticket.merged_into}`} className="text-primary underline underline-offset-2">
          {t("to_merged")}
        </Link>
      </p>
    );
  }
  return (
    <>
      {ticket.can_be_rated && <RateForm ticket={ticket} />}
      <GivenRating ticket={ticket} />
      <ReplyForm key={ticket.id} ticket={ticket} />
    </>
  );
}
