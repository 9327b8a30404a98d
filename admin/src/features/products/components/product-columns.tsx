import { Badge } from "@hostler/ui/badge";
import type { Column } from "@hostler/ui/data-table";
import { Money } from "@hostler/ui/money";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMemo } from "react";

import { cycles } from "../../../catalogue/cycles";
import type { Product } from "../../../catalogue/products";

/** The price of the shortest cycle that it is sold by, in the shop's currency where it has one. */
function firstPrice(product: Product, currency: string) {
  const prices = product.pricing ?? [];
  const ours = prices.filter((price) => price.currency === currency);
  const from = ours.length > 0 ? ours : prices;
  return cycles.map((cycle) => from.find((price) => price.cycle === cycle)).find(Boolean);
}

export function useProductColumns(currency: string): Column<Product>[] {
  const { t } = useTranslation(["products", "catalogue"]);
  return useMemo(
    () => [
      { id: "name", header: t("name"), card: "title", cell: (product) => product.name },
      { id: "type", header: t("type"), cell: (product) => t(`type_of.${product.type}`) },
      { id: "group", header: t("group"), cell: (product) => product.group ?? "–" },
      {
        id: "price",
        header: t("from"),
        align: "end",
        cell: (product) => {
          const price = firstPrice(product, currency);
          if (!price) return <span className="text-warning">{t("no_price")}</span>;
          return (
            <>
              <Money value={price.price} mono /> <span className="text-xs text-muted-foreground">{t(`catalogue:per.${price.cycle}`)}</span>
            </>
          );
        },
      },
      { id: "stock", header: t("stock"), align: "end", cell: (product) => (product.stock === null || product.stock === undefined ? "∞" : product.stock) },
      {
        id: "state",
        header: t("state"),
        align: "end",
        card: "corner",
        cell: (product) => (!product.active ? <StatusBadge state="disabled" /> : product.visible ? <StatusBadge state="active" /> : <Badge tone="warning">{t("hidden")}</Badge>),
      },
    ],
    [t, currency],
  );
}
