import { Badge } from "@hostler/ui/badge";
import { Card } from "@hostler/ui/card";
import { CopyButton } from "@hostler/ui/copy-button";
import { CivilDate, Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { groupedPhone } from "@hostler/ui/lib/grouped-phone";
import { Money } from "@hostler/ui/money";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";

import { getClient, nameOfClient } from "../../../people/clients";
import { useCountryName, useLanguageName } from "../../../records/names";
import { RecordLink } from "../../../records/record-link";
import { openInvoicesOf, servicesOf } from "../api/client-facts";
import { ticketsOf, type Ticket } from "../api/tickets";

/** Who asks, beside what is asked. Services, invoices and other tickets are asked for when they are opened. */
export function ClientFacts({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("support");
  const { requester } = ticket;
  if (!requester.client_id)
    return (
      <Card title={t("requester")}>
        <DescriptionList
          facts={[
            [t("name"), requester.name],
            [t("email"), <Email key="email" of={requester.email} />],
            [t("account"), t("stranger")],
          ]}
        />
      </Card>
    );
  return (
    <Card title={t("requester")}>
      <KnownClient id={requester.client_id} ticket={ticket} />
    </Card>
  );
}

function Email({ of }: { of: string }) {
  return (
    <span className="inline-flex items-center gap-1 break-all">
      {of}
      <CopyButton value={of} />
    </span>
  );
}

function KnownClient({ id, ticket }: { id: string; ticket: Ticket }) {
  const { t } = useTranslation("support");
  const country = useCountryName();
  const language = useLanguageName();
  const query = useQuery(getClient(id));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-40" />}>
      {(client) => (
        <div className="flex flex-col gap-3">
          <DescriptionList
            facts={[
              [
                t("account"),
                <span key="client" className="inline-flex flex-wrap items-center gap-2">
                  <RecordLink id={client.id}>{nameOfClient(client)}</RecordLink>
                  <StatusBadge state={client.status} />
                </span>,
              ],
              [t("written_by"), ticket.requester.name],
              [t("email"), <Email key="email" of={ticket.requester.email} />],
              client.phone ? [t("phone"), groupedPhone(client.phone)] : null,
              [
                t("number"),
                <span key="number" className="font-mono">
                  {client.alias ?? client.number}
                </span>,
              ],
              [t("place"), [client.address.city, country(client.address.country)].filter(Boolean).join(", ")],
              [t("language"), language(client.language)],
              [t("since"), <Instant key="since" value={client.created_at} relative />],
              client.user.two_factor
                ? null
                : [
                    t("security"),
                    <Badge key="mfa" tone="warning">
                      {t("no_mfa")}
                    </Badge>,
                  ],
            ]}
          />
          <More title={t("services")}>{() => <Services client={id} />}</More>
          <More title={t("open_invoices")}>{() => <Invoices client={id} />}</More>
          <More title={t("other_tickets")}>{() => <Tickets client={id} but={ticket.id} />}</More>
        </div>
      )}
    </Ask>
  );
}

function More({ title, children }: { title: string; children: () => ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="border-t pt-2 text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer py-1 font-medium">{title}</summary>
      {open && <div className="pt-1">{children()}</div>}
    </details>
  );
}

function Services({ client }: { client: string }) {
  const { t } = useTranslation("support");
  return (
    <Rows query={useQuery(servicesOf(client))} none={t("no_services")}>
      {(service) => [
        service.id,
        <RecordLink key="name" id={service.id}>
          {service.domain ?? service.hostname ?? (service.product as { name?: string } | null)?.name}
        </RecordLink>,
        <StatusBadge key="state" state={service.status} />,
      ]}
    </Rows>
  );
}

function Invoices({ client }: { client: string }) {
  const { t } = useTranslation("support");
  return (
    <Rows query={useQuery(openInvoicesOf(client))} none={t("no_open_invoices")}>
      {(invoice) => [
        invoice.id,
        <RecordLink key="number" id={invoice.id}>
          <span className="font-mono">{invoice.number}</span>
        </RecordLink>,
        <span key="open" className="text-end">
          <Money value={invoice.balance} mono /> · <CivilDate value={invoice.due_date} />
        </span>,
      ]}
    </Rows>
  );
}

function Tickets({ client, but }: { client: string; but: string }) {
  const { t } = useTranslation("support");
  const query = useQuery({ ...ticketsOf(client), select: (all) => all.filter((ticket) => ticket.id !== but) });
  return (
    <Rows query={query} none={t("no_other_tickets")}>
      {(ticket) => [
        ticket.id,
        <RecordLink key="subject" id={ticket.id}>
          {ticket.subject}
        </RecordLink>,
        <StatusBadge key="state" state={ticket.status} />,
      ]}
    </Rows>
  );
}

function Rows<Row>({ query, none, children }: { query: Parameters<typeof Ask<Row[]>>[0]["query"]; none: string; children: (row: Row) => [string, ReactNode, ReactNode] }) {
  return (
    <Ask query={query} skeleton={<Skeleton className="h-16" />} isEmpty={(list) => list.length === 0} empty={<p className="text-muted-foreground">{none}</p>}>
      {(list) => (
        <ul className="divide-y">
          {list.map((row) => {
            const [key, name, aside] = children(row);
            return (
              <li key={key} className="flex flex-wrap items-center justify-between gap-x-3 py-1">
                <span className="min-w-0">{name}</span>
                {aside}
              </li>
            );
          })}
        </ul>
      )}
    </Ask>
  );
}
