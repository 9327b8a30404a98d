import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";

import { listDeliveries, type Delivery } from "../api/webhooks";

import { DeliveryDrawer } from "./delivery-drawer";

/** What was sent, and what came of it. */
export function DeliveryTable({ hook }: { hook: string }) {
  const { t } = useTranslation("team");
  const [state, change] = useUrlState("delivery");
  const query = useInfiniteQuery(listDeliveries(hook));
  const rows = (query.data?.pages ?? []).flatMap((page) => page.data ?? []);
  const shown = rows.find((one) => one.id === state.delivery);
  const columns: Column<Delivery>[] = [
    {
      id: "event",
      header: t("delivery.event"),
      card: "title",
      cell: (one) => (
        <Button variant="link" size="sm" className="px-0 font-mono" onClick={() => change({ delivery: one.id }, true)}>
          {one.event}
        </Button>
      ),
    },
    { id: "state", header: t("state"), card: "corner", cell: (one) => <StatusBadge state={one.state} /> },
    {
      id: "status",
      header: t("delivery.status"),
      cell: (one) => (one.status > 0 ? <span className="font-mono">{one.status}</span> : one.tried_at ? t("delivery.no_answer") : "–"),
    },
    { id: "attempts", header: t("delivery.attempts"), align: "end", cell: (one) => one.attempts },
    { id: "took", header: t("delivery.took"), align: "end", cell: (one) => (one.tried_at ? `${one.took_ms} ms` : "–") },
    { id: "created", header: t("delivery.when"), cell: (one) => <Instant value={one.created_at} relative /> },
  ];
  return (
    <Card title={t("delivery.title")} flush>
      <Ask query={query} skeleton={<SkeletonRows rows={4} />}>
        {() => (
          <DataTable
            label={t("delivery.title")}
            rows={rows}
            columns={columns}
            rowId={(one) => one.id}
            hasMore={query.hasNextPage}
            onMore={() => void query.fetchNextPage()}
            loadingMore={query.isFetchingNextPage}
            empty={<p className="px-4 pt-1 pb-4 text-sm text-muted-foreground">{t("delivery.none")}</p>}
          />
        )}
      </Ask>
      {shown && <DeliveryDrawer hook={hook} delivery={shown} onClose={() => change({ delivery: undefined })} />}
    </Card>
  );
}
