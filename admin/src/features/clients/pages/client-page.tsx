import { Badge } from "@hostler/ui/badge";
import { CopyButton } from "@hostler/ui/copy-button";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { UrlTabs } from "@hostler/web-kit/react/url-tabs";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { lazy } from "react";

import { getClient, nameOfClient, type Client } from "../../../people/clients";
import { ClientActs } from "../components/client-acts";
import { SummaryTab } from "../components/tabs/summary-tab";

// The summary comes at once; tables come with the tab that has one.
const LedgerTab = lazy(() => import("../components/tabs/ledger-tab").then((module) => ({ default: module.LedgerTab })));
const DomainsTab = lazy(() => import("../components/tabs/list-tabs").then((module) => ({ default: module.DomainsTab })));
const InvoicesTab = lazy(() => import("../components/tabs/list-tabs").then((module) => ({ default: module.InvoicesTab })));
const ServicesTab = lazy(() => import("../components/tabs/list-tabs").then((module) => ({ default: module.ServicesTab })));
const TicketsTab = lazy(() => import("../components/tabs/list-tabs").then((module) => ({ default: module.TicketsTab })));
const MailsTab = lazy(() => import("../components/tabs/mails-tab").then((module) => ({ default: module.MailsTab })));
const NotesTab = lazy(() => import("../components/tabs/notes-tab").then((module) => ({ default: module.NotesTab })));
const ActivityTab = lazy(() => import("../components/tabs/people-tabs").then((module) => ({ default: module.ActivityTab })));
const UsersTab = lazy(() => import("../components/tabs/people-tabs").then((module) => ({ default: module.UsersTab })));

export default function ClientPage() {
  const { t } = useTranslation("clients");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getClient(id));
  useTitle(query.data ? nameOfClient(query.data) : t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(client) => <Person client={client} />}
    </Ask>
  );
}

function Person({ client }: { client: Client }) {
  const { t } = useTranslation("clients");
  const { id } = client;
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/clients" }]}
        title={nameOfClient(client)}
        badge={
          <>
            <StatusBadge state={client.status} />
            {!client.verified && <Badge tone="warning">{t("unverified")}</Badge>}
            {client.group && <Badge>{client.group}</Badge>}
          </>
        }
        description={
          <span className="inline-flex flex-wrap items-center gap-x-1">
            <span className="break-all">{client.email}</span> · <span className="font-mono">{client.number}</span>
            <CopyButton value={id} label={t("copy_id")} />
          </span>
        }
        actions={<ClientActs client={client} />}
      />
      <UrlTabs
        label={t("one")}
        drops={["from", "to", "mail"]}
        tabs={[
          { id: "summary", label: t("tab.summary"), content: () => <SummaryTab client={client} /> },
          { id: "services", label: t("tab.services"), content: () => <ServicesTab id={id} /> },
          { id: "domains", label: t("tab.domains"), content: () => <DomainsTab id={id} /> },
          { id: "invoices", label: t("tab.invoices"), content: () => <InvoicesTab id={id} /> },
          { id: "ledger", label: t("tab.ledger"), content: () => <LedgerTab id={id} /> },
          { id: "tickets", label: t("tab.tickets"), content: () => <TicketsTab id={id} /> },
          { id: "mails", label: t("tab.mails"), content: () => <MailsTab id={id} /> },
          { id: "notes", label: t("tab.notes"), content: () => <NotesTab id={id} /> },
          { id: "users", label: t("tab.users"), content: () => <UsersTab client={client} /> },
          { id: "activity", label: t("tab.activity"), content: () => <ActivityTab client={client} /> },
        ]}
      />
    </>
  );
}
