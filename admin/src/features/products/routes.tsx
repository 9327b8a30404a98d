import { defineFeature, page } from "@hostler/web-kit/features";
import { Package } from "lucide-react";

export default defineFeature({
  name: "products",
  texts: ["catalogue", "desk"],
  nav: [{ to: "/products", icon: Package, group: "catalogue", order: 10, key: "o" }],
  pages: [
    page("/products", () => import("./pages/product-list-page")),
    page("/products/new", () => import("./pages/new-product-page")),
    page("/products/$id", () => import("./pages/product-page")),
  ],
});
