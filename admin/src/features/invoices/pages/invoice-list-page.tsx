import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus, ReceiptText } from "lucide-react";

import { DocumentLinks } from "../../../documents/document-links";
import { ClientPicker } from "../../../people/client-picker";
import { getClient } from "../../../people/clients";
import { invoiceStatuses, listInvoices } from "../api/list-invoices";
import { useInvoiceColumns } from "../components/invoice-columns";
import { RemindMany } from "../components/remind-many";

export default function InvoiceListPage() {
  const { t } = useTranslation("invoices");
  const Link = useLink();
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("status", "overdue", "client", "sort");
  const query = useInfiniteQuery(listInvoices(filter));
  const client = useQuery({ ...getClient(filter.client ?? ""), enabled: Boolean(filter.client) });
  const columns = useInvoiceColumns();
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <Button asChild>
            <Link href="/invoices/new">
              <Plus aria-hidden />
              {t("new")}
            </Link>
          </Button>
        }
      />
      <DocumentLinks />
      <PagedList
        label={t("title")}
        query={query}
        columns={columns}
        rowId={(invoice) => invoice.id}
        href={(invoice) => `/invoices/${invoice.id}`}
        filters={
          <>
            <div className="min-w-48 flex-1 sm:max-w-80">
              <ClientPicker aria-label={t("client_filter")} client={filter.client ? (client.data ?? null) : null} onChange={(next) => setFilter({ client: next?.id })} />
            </div>
            <StateFilter label={t("status")} value={filter.status} values={invoiceStatuses} onChange={(status) => setFilter({ status, overdue: undefined })} />
            <Button
              variant={filter.overdue ? "primary" : "secondary"}
              aria-pressed={Boolean(filter.overdue)}
              onClick={() => setFilter({ overdue: filter.overdue ? undefined : "yes", status: undefined })}
            >
              {t("overdue_only")}
            </Button>
          </>
        }
        filtered={Boolean(filter.status ?? filter.overdue ?? filter.client)}
        onShowAll={() => setFilter({ status: undefined, overdue: undefined, client: undefined })}
        sort={filter.sort}
        defaultSort="-created_at"
        onSortChange={(sort) => setFilter({ sort })}
        bulk={(rows, clear) => <RemindMany selected={rows} clear={clear} />}
        empty={{ icon: ReceiptText, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
