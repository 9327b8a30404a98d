import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { useWords } from "@hostler/ui/lib/ui-text";
import { PageHeader } from "@hostler/ui/page-header";
import { Select } from "@hostler/ui/select";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Users } from "lucide-react";

import { clientStatuses, listClients } from "../api/list-clients";
import { useClientColumns } from "../components/client-columns";

export default function ClientListPage() {
  const { t } = useTranslation("clients");
  const { text, status: word } = useWords();
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("q", "status", "sort");
  const query = useInfiniteQuery(listClients(filter));
  const columns = useClientColumns();
  const filtered = Boolean(filter.q ?? filter.status);
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <Card flush>
        <div className="flex flex-wrap gap-2 border-b p-2">
          <FilterInput label={t("search")} value={filter.q} onChange={(q) => setFilter({ q })} className="min-w-48 flex-1 sm:max-w-80" />
          <Select
            aria-label={t("status_filter")}
            className="w-40"
            value={filter.status ?? "all"}
            onValueChange={(status) => setFilter({ status: status === "all" ? undefined : status })}
            options={[{ value: "all", label: text("all") }, ...clientStatuses.map((value) => ({ value, label: word(value) }))]}
          />
        </div>
        <Ask query={query} skeleton={<SkeletonRows />}>
          {(list) => (
            <DataTable
              label={t("title")}
              rows={list.pages.flatMap((part) => part.data ?? [])}
              columns={columns}
              rowId={(client) => client.id}
              href={(client) => `/clients/${client.id}`}
              sort={filter.sort ?? "-created_at"}
              onSortChange={(sort) => setFilter({ sort: sort === "-created_at" ? undefined : sort })}
              hasMore={query.hasNextPage}
              onMore={() => void query.fetchNextPage()}
              loadingMore={query.isFetchingNextPage}
              stale={query.isPlaceholderData}
              empty={
                filtered ? (
                  <EmptyState
                    icon={Users}
                    title={t("empty_filtered")}
                    action={
                      <Button variant="secondary" onClick={() => setFilter({ q: undefined, status: undefined })}>
                        {t("show_all")}
                      </Button>
                    }
                  />
                ) : (
                  <EmptyState icon={Users} title={t("empty")}>
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
