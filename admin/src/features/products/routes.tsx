import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "products",
  texts: ["catalogue", "desk", "terms"],
  pages: [
    page("/products", () => import("./pages/product-list-page")),
    page("/products/new", () => import("./pages/new-product-page")),
    page("/products/$id", () => import("./pages/product-page")),
  ],
});
