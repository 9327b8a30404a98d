import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { Select } from "@hostler/ui/select";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Server } from "lucide-react";

import { isUnderWay, listServices, serviceStatuses, type Service } from "../api/services";
import { nameOf, planOf } from "../components/service-name";

export default function ServiceListPage() {
  const { t } = useTranslation(["services", "catalog"]);
  const { text, status: word } = useWords();
  const Link = useLink();
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("status");
  const query = useInfiniteQuery(listServices(filter.status));
  const columns: Column<Service>[] = [
    { id: "name", header: t("name"), card: "title", cell: nameOf },
    { id: "plan", header: t("plan"), cell: planOf },
    {
      id: "status",
      header: t("status"),
      card: "corner",
      cell: (service) => <StatusBadge state={isUnderWay(service) && service.provisioning.state !== "idle" ? service.provisioning.state : service.status} />,
    },
    { id: "next", header: t("next_due"), cell: (service) => (service.next_due_date ? <CivilDate value={service.next_due_date} /> : "–") },
    {
      id: "price",
      header: t("price"),
      align: "end",
      cell: (service) => (
        <>
          <Money value={service.price} mono /> <span className="text-xs text-muted-foreground">{t(`catalog:per.${service.cycle}`)}</span>
        </>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <>
            <Select
              data-filter
              aria-label={t("status_filter")}
              className="w-40"
              value={filter.status ?? "all"}
              onValueChange={(status) => setFilter({ status: status === "all" ? undefined : status })}
              options={[{ value: "all", label: text("all") }, ...serviceStatuses.map((value) => ({ value, label: word(value) }))]}
            />
            <Button asChild>
              <Link href="/order">{t("order")}</Link>
            </Button>
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
              rowId={(service) => service.id}
              href={(service) => `/services/${service.id}`}
              hasMore={query.hasNextPage}
              onMore={() => void query.fetchNextPage()}
              loadingMore={query.isFetchingNextPage}
              stale={query.isPlaceholderData}
              empty={
                filter.status ? (
                  <EmptyState
                    icon={Server}
                    title={t("empty_filtered")}
                    action={
                      <Button variant="secondary" onClick={() => setFilter({ status: undefined })}>
                        {t("show_all")}
                      </Button>
                    }
                  />
                ) : (
                  <EmptyState
                    icon={Server}
                    title={t("empty")}
                    action={
                      <Button asChild>
                        <Link href="/order">{t("see_plans")}</Link>
                      </Button>
                    }
                  >
                    {t("empty_text")}
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
