import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "orders",
  texts: ["terms"],
  pages: [page("/orders", () => import("./pages/order-list-page")), page("/orders/$id", () => import("./pages/order-page"))],
});
