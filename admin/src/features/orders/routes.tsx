import { defineFeature, page } from "@hostler/web-kit/features";
import { ShoppingCart } from "lucide-react";

export default defineFeature({
  name: "orders",
  texts: ["terms"],
  nav: [{ to: "/orders", icon: ShoppingCart, group: "people", order: 20, key: "o" }],
  pages: [page("/orders", () => import("./pages/order-list-page")), page("/orders/$id", () => import("./pages/order-page"))],
});
