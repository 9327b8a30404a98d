import { PageHeader } from "@hostler/ui/page-header";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { ShoppingCart } from "lucide-react";

import { listOrders, orderStatuses } from "../api/orders";
import { useOrderColumns } from "../components/order-columns";

export default function OrderListPage() {
  const { t } = useTranslation("orders");
  useTitle(t("title"));
  const [filter, setFilter] = useUrlState("status", "sort");
  const query = useInfiniteQuery(listOrders(filter));
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <PagedList
        label={t("title")}
        query={query}
        columns={useOrderColumns()}
        rowId={(order) => order.id}
        href={(order) => `/orders/${order.id}`}
        filters={<StateFilter label={t("status")} value={filter.status} values={orderStatuses} onChange={(status) => setFilter({ status })} />}
        filtered={Boolean(filter.status)}
        onShowAll={() => setFilter({ status: undefined })}
        sort={filter.sort}
        defaultSort="-created_at"
        onSortChange={(sort) => setFilter({ sort })}
        empty={{ icon: ShoppingCart, title: t("empty"), text: t("empty_text") }}
      />
    </>
  );
}
