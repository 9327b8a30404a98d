import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "receipts",
  texts: ["paying"],
  pages: [page("/receipts", () => import("./pages/receipt-list-page")), page("/receipts/$id", () => import("./pages/receipt-page"))],
  events: { "payment.": ["receipts"] },
});
