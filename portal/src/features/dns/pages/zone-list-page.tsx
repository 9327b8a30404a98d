import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { EmptyState } from "@hostler/ui/empty-state";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ListTree } from "lucide-react";
import { useState } from "react";

import { listZones, type ZoneSummary } from "../api/zones";
import { NewZoneForm } from "../components/new-zone-form";

export default function ZoneListPage() {
  const { t } = useTranslation("dns");
  const navigate = useNavigate();
  useTitle(t("title"));
  const query = useInfiniteQuery(listZones);
  const [adding, setAdding] = useState(false);
  const columns: Column<ZoneSummary>[] = [
    { id: "name", header: t("zone"), card: "title", cell: (zone) => <span className="break-all">{zone.unicode}</span> },
    { id: "state", header: t("zone_state"), card: "corner", cell: (zone) => <StatusBadge state={zone.state} /> },
    { id: "records", header: t("records"), align: "end", cell: (zone) => zone.records },
    { id: "dnssec", header: t("tab.dnssec"), cell: (zone) => <StatusBadge state={zone.dnssec} /> },
    { id: "updated", header: t("updated"), cell: (zone) => <Instant value={zone.updated_at} relative /> },
  ];
  const add = <Button onClick={() => setAdding(true)}>{t("add_zone")}</Button>;
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={add} />
      <Card flush>
        <Ask query={query} skeleton={<SkeletonRows />}>
          {(list) => (
            <DataTable
              label={t("title")}
              rows={list.pages.flatMap((part) => part.data ?? [])}
              columns={columns}
              rowId={(zone) => zone.id}
              href={(zone) => `/dns/${zone.name}`}
              hasMore={query.hasNextPage}
              onMore={() => void query.fetchNextPage()}
              loadingMore={query.isFetchingNextPage}
              stale={query.isPlaceholderData}
              empty={
                <EmptyState icon={ListTree} title={t("empty")} action={add}>
                  {t("empty_text")}
                </EmptyState>
              }
            />
          )}
        </Ask>
      </Card>
      <Dialog open={adding} onOpenChange={setAdding}>
        <DialogContent title={t("add_zone")} description={t("add_zone_text")}>
          {adding && <NewZoneForm onAdded={(zone) => void navigate({ to: "/dns/$zone", params: { zone: zone.name } } as never)} />}
        </DialogContent>
      </Dialog>
    </>
  );
}
