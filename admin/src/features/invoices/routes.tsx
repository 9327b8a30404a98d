import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "invoices",
  texts: ["desk", "documents", "people", "refunds"],
  pages: [
    page("/invoices", () => import("./pages/invoice-list-page")),
    page("/invoices/new", () => import("./pages/new-invoice-page")),
    page("/invoices/$id", () => import("./pages/invoice-page")),
  ],
});
