import { allRows } from "@hostler/web-kit/all-rows";
import { answer } from "@hostler/web-kit/api-client";
import type { IdempotencyHeader } from "@hostler/web-kit/react/act";
import type { components } from "@hostler/web-kit/schema";
import { answerTagged, ifMatch, type Tagged } from "@hostler/web-kit/tagged";
import { queryOptions } from "@tanstack/react-query";

import { api } from "../api/client";

export type Product = components["schemas"]["ProductView"];
export type ProductBody = components["schemas"]["ProductBody"];
export type ProductType = components["schemas"]["ProductType"];

/** Those that are made here: domains are sold by their TLD, add-ons beside a product. */
export const productTypes = ["hosting", "vps", "dedicated", "storage"] as const satisfies readonly ProductType[];

/** What a product is made of at its provider. */
export interface Provisioning {
  plugin: string;
  server_group?: string | null;
  settings: Record<string, unknown>;
}

/** Every product, as staff see it: also what is not on sale. */
export const listProducts = queryOptions({
  queryKey: ["products", "list"],
  queryFn: ({ signal }) => allRows<Product>((page) => answer(api.GET("/products", { params: { query: page }, signal }))),
});

export function getProduct(id: string) {
  return queryOptions({
    queryKey: ["products", "one", id],
    queryFn: ({ signal }): Promise<Tagged<Product>> => answerTagged(api.GET("/products/{id}", { params: { path: { id } }, signal })),
  });
}

export function addProduct(body: ProductBody, header: IdempotencyHeader) {
  return answer(api.POST("/products", { params: { header }, body }));
}

export function replaceProduct(id: string, body: ProductBody, tag: string | undefined) {
  return answer(api.PUT("/products/{id}", { params: { path: { id }, header: ifMatch(tag) }, body }));
}

export function removeProduct(id: string) {
  return answer(api.DELETE("/products/{id}", { params: { path: { id } } }));
}

export const listProductGroups = queryOptions({
  queryKey: ["product-groups", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/product-groups", { signal }))).data ?? [],
});

export const listServerGroups = queryOptions({
  queryKey: ["server-groups", "list"],
  queryFn: async ({ signal }) => (await answer(api.GET("/admin/server-groups", { signal }))).data ?? [],
});
