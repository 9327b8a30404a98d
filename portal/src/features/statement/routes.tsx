import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "statement",
  pages: [page("/billing/statement", () => import("./pages/statement-page"))],
  events: { "payment.": ["statement"], "invoice.": ["statement"] },
});
