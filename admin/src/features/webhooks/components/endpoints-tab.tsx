import { Badge } from "@hostler/ui/badge";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { Secret } from "@hostler/ui/secret";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Notice } from "@hostler/ui/notice";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { Plus, Webhook as WebhookIcon } from "lucide-react";
import { useState } from "react";

import { addWebhook, eventsOf, webhooks, type Webhook } from "../api/webhooks";

import { EndpointActs } from "./endpoint-acts";

/** Who is told of what; a secret is shown this once, when it is made. */
export function EndpointsTab() {
  const { t } = useTranslation("webhooks");
  const [secret, setSecret] = useState<string | null>(null);
  const columns: Column<Webhook>[] = [
    { id: "url", header: t("url"), card: "title", cell: (one) => <span className="break-all">{one.url}</span> },
    { id: "what", header: t("what_for"), cell: (one) => one.description || "–" },
    {
      id: "events",
      header: t("events"),
      cell: (one) => (
        <span className="flex flex-wrap gap-1 py-1">
          {(one.events ?? []).map((event) => (
            <Badge key={event} className="font-mono">
              {event}
            </Badge>
          ))}
        </span>
      ),
    },
    { id: "active", header: t("state"), card: "corner", cell: (one) => <StatusBadge state={one.active ? "on" : "off"} /> },
    { id: "failures", header: t("failures"), align: "end", cell: (one) => one.failures },
    { id: "acts", header: t("change"), cell: (one) => <EndpointActs webhook={one} onSecret={setSecret} /> },
  ];
  const add = (
    <ActButton
      label={t("add")}
      icon={Plus}
      title={t("add")}
      consequence={t("add_text")}
      fields={[
        { name: "url", label: t("url"), required: true, help: t("url_help") },
        { name: "events", label: t("events"), required: true, value: "*", help: t("events_help") },
        { name: "description", label: t("what_for") },
      ]}
      run={({ url = "", events = "", description }, header) => addWebhook({ url, events: eventsOf(events), ...(description ? { description } : {}) }, header)}
      onDone={(made) => setSecret(made.secret ?? null)}
      invalidates={["webhooks"]}
    />
  );
  return (
    <div className="flex flex-col gap-4">
      {secret && (
        <Notice tone="success" title={t("secret_once")}>
          <Secret label={t("secret")} reveal={() => Promise.resolve(secret)} />
        </Notice>
      )}
      <Card title={t("tab.endpoints")} action={add} flush>
        <Ask query={useQuery(webhooks)} skeleton={<SkeletonRows rows={3} />}>
          {(all) => (
            <DataTable
              label={t("tab.endpoints")}
              rows={all}
              columns={columns}
              rowId={(one) => one.id}
              empty={
                <EmptyState icon={WebhookIcon} title={t("no_endpoints")}>
                  {t("no_endpoints_text")}
                </EmptyState>
              }
            />
          )}
        </Ask>
      </Card>
    </div>
  );
}
