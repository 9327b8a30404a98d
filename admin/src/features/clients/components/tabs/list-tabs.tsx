import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { CivilDate, Instant } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { StatusBadge } from "@hostler/ui/status-badge";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Globe, LifeBuoy, ReceiptText, Server } from "lucide-react";
import { lazy, Suspense } from "react";

import { useDomainColumns } from "../../../../sold/domain-columns";
import { useServiceColumns } from "../../../../sold/service-columns";
import { listDomains, listInvoices, listServices, listTickets, type Invoice, type Ticket } from "../../api/belongings";

const InvoicingSwitch = lazy(() => import("../invoicing-switch").then((module) => ({ default: module.InvoicingSwitch })));

export function ServicesTab({ id }: { id: string }) {
  const { t } = useTranslation("clients");
  return (
    <PagedList
      label={t("tab.services")}
      query={useInfiniteQuery(listServices(id))}
      columns={useServiceColumns(true)}
      rowId={(service) => service.id}
      href={(service) => `/services/${service.id}`}
      empty={{ icon: Server, title: t("no_services") }}
    />
  );
}

/** As far as the shop's domains were looked through: the API can't be asked for one client's. */
export function DomainsTab({ id }: { id: string }) {
  const { t } = useTranslation("clients");
  const query = useInfiniteQuery(listDomains(id));
  return (
    <PagedList
      label={t("tab.domains")}
      query={query}
      columns={useDomainColumns(true)}
      rowId={(domain) => domain.id}
      href={(domain) => `/domains/${domain.id}`}
      empty={{
        icon: Globe,
        title: query.hasNextPage ? t("no_domains_yet") : t("no_domains"),
        action: query.hasNextPage && (
          <Button variant="secondary" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("look_further")}
          </Button>
        ),
      }}
    />
  );
}

export function InvoicesTab({ id }: { id: string }) {
  const { t } = useTranslation("clients");
  const columns: Column<Invoice>[] = [
    { id: "number", header: t("invoice"), card: "title", cell: (invoice) => <span className="font-mono text-[0.96em]">{invoice.number || invoice.id}</span> },
    { id: "issued", header: t("issued"), cell: (invoice) => <CivilDate value={invoice.issue_date} /> },
    { id: "due", header: t("due"), cell: (invoice) => <CivilDate value={invoice.due_date} /> },
    { id: "status", header: t("status"), card: "corner", cell: (invoice) => <StatusBadge state={invoice.status} /> },
    { id: "total", header: t("total"), align: "end", cell: (invoice) => <Money value={invoice.total} mono /> },
    { id: "balance", header: t("balance"), align: "end", cell: (invoice) => <Money value={invoice.balance} mono /> },
  ];
  const Link = useLink();
  const query = useInfiniteQuery(listInvoices(id));
  return (
    <>
      <Link href={`/receipts?client=${id}`} className="mb-2 inline-flex min-h-6 items-center text-sm text-primary hover:underline">
        {t("receipts_of")}
      </Link>
      <Suspense>
        <InvoicingSwitch id={id} />
      </Suspense>
      <PagedList
        label={t("tab.invoices")}
        query={query}
        columns={columns}
        rowId={(invoice) => invoice.id}
        href={(invoice) => `/invoices/${invoice.id}`}
        empty={{ icon: ReceiptText, title: t("no_invoices") }}
      />
    </>
  );
}

export function TicketsTab({ id }: { id: string }) {
  const { t } = useTranslation("clients");
  const columns: Column<Ticket>[] = [
    { id: "subject", header: t("subject"), card: "title", cell: (ticket) => ticket.subject },
    { id: "department", header: t("department"), cell: (ticket) => ticket.department?.name ?? "–" },
    { id: "status", header: t("status"), card: "corner", cell: (ticket) => <StatusBadge state={ticket.status} /> },
    { id: "assigned", header: t("assigned"), cell: (ticket) => ticket.assigned_to?.name ?? "–" },
    { id: "updated", header: t("updated"), align: "end", cell: (ticket) => <Instant value={ticket.updated_at} relative /> },
  ];
  return (
    <PagedList
      label={t("tab.tickets")}
      query={useInfiniteQuery(listTickets(id))}
      columns={columns}
      rowId={(ticket) => ticket.id}
      href={(ticket) => `/support/${ticket.id}`}
      empty={{ icon: LifeBuoy, title: t("no_tickets") }}
    />
  );
}
