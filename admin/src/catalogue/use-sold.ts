import { useBrand } from "@hostler/web-kit/brand";
import { useQuery } from "@tanstack/react-query";

import { listPlugins } from "../plugins/plugins";

import { currenciesIn } from "./price-table";
import { listProducts } from "./products";

/** The currencies in which anything is sold, the shop's own first. */
export function useSoldCurrencies(): string[] {
  const { currency } = useBrand();
  const products = useQuery(listProducts);
  return [...new Set([currency, ...currenciesIn((products.data ?? []).flatMap((product) => product.pricing ?? []))])];
}

/** Names of the settings that plugins have for products. */
export function useProductSettings(): string[] {
  const plugins = useQuery(listPlugins);
  return [...new Set((plugins.data?.data ?? []).flatMap((plugin) => Object.keys(plugin.product_settings_schema.properties ?? {})))].sort();
}
