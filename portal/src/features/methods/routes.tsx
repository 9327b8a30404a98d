import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "methods",
  texts: ["paying"],
  pages: [page("/billing/methods", () => import("./pages/methods-page")), page("/billing/settings", () => import("./pages/settings-page"))],
  events: { "payment.": ["payment-methods", "billing-settings"], "account.": ["account"] },
});
