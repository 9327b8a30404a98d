import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { usePluginName } from "../../../plugins/plugin-name";
import { Price } from "../../../terms/price";
import { madeBy, productsById, type Product } from "../../../terms/products";
import type { Order, OrderItem } from "../api/orders";

import { nameOfItem } from "./item-name";

/** What is, or will be, made of it and by whom. */
export function OrderItems({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const { data: products } = useQuery(productsById);
  return (
    <Card title={order.status === "pending" ? t("will_be_made") : t("items")} flush>
      <ul className="divide-y pb-1">
        {(order.items ?? []).map((item) => (
          <Item key={item.id} item={item} products={products} />
        ))}
      </ul>
      <p className="flex justify-between border-t px-4 py-3 text-sm font-semibold">
        {t("total_with_tax")} <Money value={order.total} mono />
      </p>
    </Card>
  );
}

function Item({ item, products }: { item: OrderItem; products: Map<string, Product> | undefined }) {
  const { t } = useTranslation("orders");
  const Link = useLink();
  const page = item.service_id ? `/services/${item.service_id}` : item.domain_id ? `/domains/${item.domain_id}` : null;
  const name = nameOfItem(item, products);
  return (
    <li className="px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium break-words">
          {page ? (
            <Link href={page} className="inline-flex min-h-6 items-center hover:underline">
              {name}
            </Link>
          ) : (
            name
          )}
          {item.quantity > 1 && <span className="text-muted-foreground"> × {item.quantity}</span>}
        </span>
        <StatusBadge state={item.status} />
        <span className="ms-auto">{item.product_id ? <Price value={item.unit_price} cycle={item.cycle} /> : <Money value={item.unit_price} mono />}</span>
      </div>
      <p className="mt-1 text-xs text-muted-foreground">
        <How item={item} product={item.product_id ? products?.get(item.product_id) : undefined} />
      </p>
      {(item.extras ?? []).length > 0 && (
        <ul className="mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground">
          {(item.extras ?? []).map((extra) => (
            <li key={`${extra.kind} ${extra.key}`}>
              {extra.title}: <span className="text-foreground">{String(extra.value)}</span> <Money value={extra.price} />
            </li>
          ))}
        </ul>
      )}
      {item.total.amount > 0 && (
        <p className="mt-1 text-xs text-muted-foreground">
          {t("first_period")} <Money value={item.total} />
        </p>
      )}
    </li>
  );
}

/** Who makes it: the plugin on which servers, a person, or the registrar. */
function How({ item, product }: { item: OrderItem; product: Product | undefined }) {
  const { t } = useTranslation("orders");
  const nameOf = usePluginName();
  if (!item.product_id) return <>{t(`domain.${item.action ?? "register"}`, { count: item.years ?? 1 })}</>;
  if (!product) return <>{t("made_unknown")}</>;
  const { plugin: maker, group } = madeBy(product);
  if (!maker) return <>{t("made_by_hand")}</>;
  const plugin = nameOf(maker);
  return <>{group ? t("made_by_on", { plugin, group }) : t("made_by", { plugin })}</>;
}
