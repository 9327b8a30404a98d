import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { Plans } from "../../../catalog/plans";
import { products, type Product } from "../../../catalog/products";

/** The plans of one kind in their four states. */
export function PlanSection({ type }: { type: Product["type"] }) {
  const { t } = useTranslation("shop");
  const query = useQuery(products);
  return (
    <Ask
      query={query}
      skeleton={
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {[0, 1, 2].map((card) => (
            <Skeleton key={card} className="h-96 rounded-xl" />
          ))}
        </div>
      }
      isEmpty={(all) => !all.some((product) => product.type === type)}
      empty={<p className="py-12 text-center text-muted-foreground">{t("nothing_on_sale")}</p>}
    >
      {(all) => <Plans products={all.filter((product) => product.type === type)} />}
    </Ask>
  );
}
