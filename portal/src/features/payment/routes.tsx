import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "payment",
  texts: ["paying"],
  pages: [page("/pay/$id", () => import("./pages/pay-page")), page("/checkout/return", () => import("./pages/return-page"))],
  events: { "payment.": ["payments"], "invoice.paid": ["payments"] },
});
