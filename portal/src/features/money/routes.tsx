import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "money",
  texts: ["paying"],
  pages: [page("/transactions", () => import("./pages/transactions-page")), page("/wallet", () => import("./pages/wallet-page"))],
  events: { "payment.": ["transactions", "wallet"], "invoice.": ["wallet"] },
});
