import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "receipts",
  texts: ["documents"],
  pages: [page("/receipts", () => import("./pages/receipt-list-page")), page("/receipts/$id", () => import("./pages/receipt-page"))],
});
