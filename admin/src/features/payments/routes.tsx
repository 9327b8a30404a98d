import { defineFeature, page } from "@hostler/web-kit/features";

const home = "/transactions";

export default defineFeature({
  name: "payments",
  texts: ["people", "refunds"],
  pages: [
    page(home, () => import("./pages/transactions-page")),
    page("/payments", () => import("./pages/payments-page")),
    page("/payments/awaiting", () => import("./pages/awaiting-page")),
    page("/payments/unmatched", () => import("./pages/unmatched-page")),
    page("/refunds", () => import("./pages/refunds-page")),
    page("/disputes", () => import("./pages/disputes-page")),
  ],
});
