import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "invoices",
  texts: ["paying"],
  pages: [page("/invoices", () => import("./pages/invoice-list-page")), page("/invoices/$id", () => import("./pages/invoice-page"))],
  events: { "invoice.": ["invoices", "wallet", "billing"], "payment.": ["invoices", "wallet"] },
});
