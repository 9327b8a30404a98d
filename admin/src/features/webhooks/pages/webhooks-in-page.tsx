import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Inbox, Lock } from "lucide-react";

import { PluginName } from "../../../plugins/plugin-name";
import { gatewayEventStates, isThePlatforms, listGatewayEvents, type GatewayEvent } from "../api/gateway-events";
import { GatewayEventSheet } from "../components/gateway-event-sheet";
import { GatewayFilter } from "../components/gateway-filter";

/** Every message of every gateway, and what became of each. */
export default function WebhooksInPage() {
  const { t } = useTranslation("webhooks");
  useTitle(t("in.title"));
  const [state, change] = useUrlState("gateway", "state", "event");
  const query = useInfiniteQuery(listGatewayEvents(state.gateway, state.state));
  const columns: Column<GatewayEvent>[] = [
    {
      id: "type",
      header: t("in.type"),
      card: "title",
      cell: (one) => (
        <button
          type="button"
          className="inline-flex min-h-6 items-center text-start font-mono text-xs font-medium break-all hover:underline"
          onClick={() => change({ event: one.id }, true)}
        >
          {one.type}
        </button>
      ),
    },
    { id: "gateway", header: t("in.gateway"), cell: (one) => <PluginName of={one.gateway} /> },
    { id: "state", header: t("in.state"), card: "corner", cell: (one) => <StatusBadge state={one.state} /> },
    { id: "reason", header: t("in.reason"), className: "max-w-96", cell: (one) => <span className="line-clamp-2 text-xs">{one.reason || "–"}</span> },
    { id: "amount", header: t("in.amount"), align: "end", cell: (one) => (one.amount ? <Money value={one.amount} mono /> : "–") },
    { id: "at", header: t("in.received"), align: "end", cell: (one) => <Instant value={one.received_at} relative /> },
  ];
  return (
    <>
      <PageHeader title={t("in.title")} description={t("in.description")} />
      {isThePlatforms(query.error) ? (
        <EmptyState icon={Lock} title={t("in.platforms")}>
          {t("in.platforms_text")}
        </EmptyState>
      ) : (
        <PagedList
          label={t("in.title")}
          query={query}
          columns={columns}
          rowId={(one) => one.id}
          filters={
            <>
              <GatewayFilter value={state.gateway} onChange={(gateway) => change({ gateway })} />
              <StateFilter label={t("in.state")} value={state.state} values={gatewayEventStates} onChange={(next) => change({ state: next })} />
            </>
          }
          filtered={Boolean(state.gateway ?? state.state)}
          onShowAll={() => change({ gateway: undefined, state: undefined })}
          empty={{ icon: Inbox, title: t("in.empty"), text: t("in.empty_text") }}
        />
      )}
      {state.event && <GatewayEventSheet key={state.event} id={state.event} onClose={() => change({ event: undefined })} />}
    </>
  );
}
