import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { useWords } from "@hostler/ui/lib/ui-text";
import { PageHeader } from "@hostler/ui/page-header";
import { Select } from "@hostler/ui/select";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { LifeBuoy } from "lucide-react";

import { listTickets, ticketStatuses, type Ticket } from "../api/list-tickets";

export default function TicketListPage() {
  const { t } = useTranslation("support");
  const { text, status: word } = useWords();
  const Link = useLink();
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("show");
  const query = useInfiniteQuery(listTickets(filter.show));
  const columns: Column<Ticket>[] = [
    { id: "subject", header: t("subject"), card: "title", className: "max-w-md", cell: (ticket) => <span className="break-words">{ticket.subject}</span> },
    { id: "number", header: t("number"), className: "whitespace-nowrap", cell: (ticket) => ticket.number },
    { id: "status", header: t("status"), card: "corner", cell: (ticket) => <StatusBadge state={ticket.status} /> },
    { id: "department", header: t("department"), cell: (ticket) => ticket.department?.name ?? "–" },
    { id: "priority", header: t("priority"), cell: (ticket) => t(`priorities.${ticket.priority}`) },
    { id: "updated", header: t("updated"), cell: (ticket) => <Instant value={ticket.updated_at} relative /> },
  ];
  const open = (
    <Button asChild>
      <Link href="/support/new">{t("new.title")}</Link>
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <Select
              data-filter
              aria-label={t("filter")}
              className="w-44"
              value={filter.show ?? "current"}
              onValueChange={(show) => setFilter({ show: show === "current" ? undefined : show })}
              options={[{ value: "current", label: t("current") }, { value: "all", label: text("all") }, ...ticketStatuses.map((value) => ({ value, label: word(value) }))]}
            />
            {open}
          </>
        }
      />
      <Card flush>
        <Ask query={query} skeleton={<SkeletonRows />}>
          {(list) => (
            <DataTable
              label={t("title")}
              rows={list.pages.flatMap((part) => part.data ?? [])}
              columns={columns}
              rowId={(ticket) => ticket.id}
              href={(ticket) => `/support/${ticket.id}`}
              hasMore={query.hasNextPage}
              onMore={() => void query.fetchNextPage()}
              loadingMore={query.isFetchingNextPage}
              stale={query.isPlaceholderData}
              empty={
                filter.show ? (
                  <EmptyState
                    icon={LifeBuoy}
                    title={t("empty_filtered")}
                    action={
                      <Button variant="secondary" onClick={() => setFilter({ show: undefined })}>
                        {t("show_current")}
                      </Button>
                    }
                  />
                ) : (
                  <EmptyState icon={LifeBuoy} title={t("empty")} action={open}>
                    {t("empty_text")}{" "}
                    <Link href="/knowledgebase" className="text-primary underline underline-offset-2">
                      {t("to_articles")}
                    </Link>
                  </EmptyState>
                )
              }
            />
          )}
        </Ask>
      </Card>
    </>
  );
}
