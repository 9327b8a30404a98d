import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { ClientLink } from "../../../people/client-link";
import { productsById } from "../../../terms/products";
import type { Order } from "../api/orders";

import { nameOfItem } from "./item-name";

export function useOrderColumns(): Column<Order>[] {
  const { t } = useTranslation("orders");
  const { data: products } = useQuery(productsById);
  return useMemo(
    () => [
      {
        id: "items",
        header: t("items"),
        card: "title",
        cell: (order) => {
          const [first, ...rest] = order.items ?? [];
          return (
            <span>
              {first ? nameOfItem(first, products) : order.id}
              {rest.length > 0 && (
                <>
                  {" "}
                  <span className="text-muted-foreground">{t("and_more", { count: rest.length })}</span>
                </>
              )}
            </span>
          );
        },
      },
      { id: "client", header: t("client"), cell: (order) => <ClientLink id={order.account_id} client={order.client} /> },
      { id: "status", header: t("status"), card: "corner", cell: (order) => <StatusBadge state={order.status} /> },
      { id: "total", header: t("total"), align: "end", cell: (order) => <Money value={order.total} mono /> },
      { id: "created", header: t("ordered"), align: "end", sort: "created_at", cell: (order) => <Instant value={order.created_at} relative /> },
    ],
    [t, products],
  );
}
