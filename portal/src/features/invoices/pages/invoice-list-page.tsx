import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { useWords } from "@hostler/ui/lib/ui-text";
import { PageHeader } from "@hostler/ui/page-header";
import { Select } from "@hostler/ui/select";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ReceiptText } from "lucide-react";
import { useState } from "react";

import { invoiceStatuses, listInvoices, openOnes } from "../api/list-invoices";
import { isPayable } from "../api/pay-invoices";
import { useInvoiceColumns } from "../components/invoice-columns";
import { PayMany } from "../components/pay-many";

export default function InvoiceListPage() {
  const { t } = useTranslation("invoices");
  const { text, status: word } = useWords();
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("status", "sort", "pay");
  const query = useInfiniteQuery(listInvoices(filter));
  const columns = useInvoiceColumns();
  // Who comes to pay what is open in one currency finds it selected, until they choose themselves.
  const [chosen, setChosen] = useState<Set<string> | null>(null);
  const rows = query.data?.pages.flatMap((part) => part.data ?? []) ?? [];
  const selected = chosen ?? new Set(rows.filter((invoice) => isPayable(invoice) && invoice.balance.currency === filter.pay).map(({ id }) => id));
  const byUrgency = filter.status === openOnes;
  const filterBy = (status: string | undefined) => {
    setChosen(null);
    setFilter({ status, pay: undefined });
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <Select
            data-filter
            aria-label={t("status_filter")}
            className="w-44"
            value={filter.status ?? "all"}
            onValueChange={(status) => filterBy(status === "all" ? undefined : status)}
            options={[{ value: "all", label: text("all") }, { value: openOnes, label: t("open_ones") }, ...invoiceStatuses.map((value) => ({ value, label: word(value) }))]}
          />
        }
      />
      <Card flush>
        <Ask query={query} skeleton={<SkeletonRows />}>
          {() => (
            <DataTable
              label={t("title")}
              rows={rows}
              columns={columns}
              rowId={(invoice) => invoice.id}
              href={(invoice) => `/invoices/${invoice.id}`}
              sort={byUrgency ? undefined : (filter.sort ?? "-created_at")}
              onSortChange={byUrgency ? undefined : (sort) => setFilter({ sort: sort === "-created_at" ? undefined : sort })}
              selected={selected}
              onSelectedChange={setChosen}
              bulk={<PayMany selected={rows.filter((invoice) => selected.has(invoice.id))} />}
              hasMore={query.hasNextPage}
              onMore={() => void query.fetchNextPage()}
              loadingMore={query.isFetchingNextPage}
              stale={query.isPlaceholderData}
              empty={
                filter.status ? (
                  <EmptyState
                    icon={ReceiptText}
                    title={t("empty_filtered")}
                    action={
                      <Button variant="secondary" onClick={() => filterBy(undefined)}>
                        {t("show_all")}
                      </Button>
                    }
                  />
                ) : (
                  <EmptyState icon={ReceiptText} title={t("empty")}>
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
