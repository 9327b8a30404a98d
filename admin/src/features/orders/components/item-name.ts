import type { Product } from "../../../terms/products";
import type { OrderItem } from "../api/orders";

/** What it is called: the product and whose, or the domain. */
export function nameOfItem(item: OrderItem, products: Map<string, Product> | undefined): string {
  const product = item.product_id ? (products?.get(item.product_id)?.name ?? item.product_id) : null;
  return [product, item.domain ?? item.hostname].filter(Boolean).join(" · ") || item.id;
}
