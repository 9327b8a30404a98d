import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { Select } from "@hostler/ui/select";
import { StatusBadge } from "@hostler/ui/status-badge";
import { rowsOf } from "@hostler/web-kit/paged-query";
import { BulkButton } from "@hostler/web-kit/react/bulk-button";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Repeat, Webhook as WebhookIcon } from "lucide-react";

import { listDeliveries, replayDelivery, webhooks, type Delivery } from "../api/webhooks";

import { DeliverySheet } from "./delivery-sheet";

export function DeliveriesTab() {
  const { t } = useTranslation("webhooks");
  const [state, change] = useUrlState("webhook", "delivery");
  const { data: endpoints = [] } = useQuery(webhooks);
  const query = useInfiniteQuery({ ...listDeliveries(state.webhook), refetchInterval: 30_000 });
  const open = query.data ? rowsOf(query.data).find(({ id }) => id === state.delivery) : undefined;
  const urlOf = (id: string) => endpoints.find((one) => one.id === id)?.url;
  const columns: Column<Delivery>[] = [
    {
      id: "event",
      header: t("event"),
      card: "title",
      cell: (one) => (
        <button
          type="button"
          className="inline-flex min-h-6 items-center text-start font-mono text-xs font-medium hover:underline"
          onClick={() => change({ delivery: one.id }, true)}
        >
          {one.event}
        </button>
      ),
    },
    { id: "to", header: t("endpoint"), className: "max-w-80", cell: (one) => <span className="line-clamp-1 text-xs break-all">{urlOf(one.webhook_id) ?? one.webhook_id}</span> },
    { id: "state", header: t("state"), card: "corner", cell: (one) => <StatusBadge state={one.state} /> },
    { id: "status", header: t("status"), align: "end", cell: (one) => (one.status > 0 ? one.status : "–") },
    { id: "attempts", header: t("attempts"), align: "end", cell: (one) => one.attempts },
    { id: "at", header: t("created"), align: "end", cell: (one) => <Instant value={one.created_at} relative /> },
  ];
  return (
    <>
      <PagedList
        label={t("tab.deliveries")}
        query={query}
        columns={columns}
        rowId={(one) => one.id}
        filters={
          <Select
            data-filter
            aria-label={t("endpoint")}
            className="w-72 max-sm:w-full"
            value={state.webhook ?? "all"}
            onValueChange={(next) => change({ webhook: next === "all" ? undefined : next })}
            options={[{ value: "all", label: t("all_endpoints") }, ...endpoints.map(({ id, url }) => ({ value: id, label: url }))]}
          />
        }
        filtered={Boolean(state.webhook)}
        onShowAll={() => change({ webhook: undefined })}
        bulk={(rows, clear) => (
          <BulkButton
            label={t("replay")}
            icon={Repeat}
            rows={rows}
            rowId={(one) => one.id}
            rowName={(one) => `${one.event} · ${one.id}`}
            title={t("replay_many", { count: rows.length })}
            consequence={t("replay_text")}
            run={(one) => replayDelivery(one.id)}
            invalidates={["webhooks"]}
            onDone={clear}
          />
        )}
        empty={{ icon: WebhookIcon, title: t("no_deliveries"), text: t("no_deliveries_text") }}
      />
      {open && <DeliverySheet delivery={open} url={urlOf(open.webhook_id)} onClose={() => change({ delivery: undefined })} />}
    </>
  );
}
