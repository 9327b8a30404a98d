import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Cpu } from "lucide-react";
import { useEffect } from "react";

import { addressOf, factsOf, listInstances, nameOf, powerState, productOf, type Instance } from "../api/instances";
import { MachinesNav } from "../components/machines-nav";

export default function InstanceListPage() {
  const { t } = useTranslation("compute");
  const Link = useLink();
  useTitle(t("machines"));
  const query = useInfiniteQuery(listInstances);
  const rows = (query.data?.pages ?? []).flatMap((part) => part.data ?? []);
  const { hasNextPage, isFetching, fetchNextPage } = query;
  // A page holds as many services as were asked for, less those that are no machines: none may be left of it.
  useEffect(() => {
    if (rows.length === 0 && hasNextPage && !isFetching) void fetchNextPage();
  }, [rows.length, hasNextPage, isFetching, fetchNextPage]);
  const columns: Column<Instance>[] = [
    { id: "name", header: t("name"), card: "title", cell: (instance) => <span className="break-all">{nameOf(instance)}</span> },
    {
      id: "power",
      header: t("power"),
      card: "corner",
      cell: (instance) => <StatusBadge state={instance.status !== "active" ? instance.status : instance.last_action?.state === "running" ? "changing" : powerState(instance)} />,
    },
    { id: "plan", header: t("plan"), cell: (instance) => productOf(instance) ?? "–" },
    { id: "ip", header: t("ip"), cell: (instance) => <span className="font-mono text-[0.96em]">{addressOf(instance) ?? "–"}</span> },
    { id: "region", header: t("region"), cell: (instance) => factsOf(instance).region_name ?? factsOf(instance).region ?? "–" },
  ];
  const order = (
    <Button asChild>
      <Link href="/order">{t("order")}</Link>
    </Button>
  );
  return (
    <>
      <PageHeader title={t("machines")} description={t("machines_text")} actions={order} />
      <MachinesNav />
      <Card flush>
        <Ask query={query} skeleton={<SkeletonRows />}>
          {() =>
            rows.length === 0 && hasNextPage ? (
              <SkeletonRows />
            ) : (
              <DataTable
                label={t("machines")}
                rows={rows}
                columns={columns}
                rowId={(instance) => instance.id}
                href={(instance) => `/compute/${instance.id}`}
                hasMore={hasNextPage}
                onMore={() => void fetchNextPage()}
                loadingMore={query.isFetchingNextPage}
                empty={
                  <EmptyState icon={Cpu} title={t("no_machines")} action={order}>
                    {t("no_machines_text")}
                  </EmptyState>
                }
              />
            )
          }
        </Ask>
      </Card>
    </>
  );
}
