import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "billing-run",
  texts: ["words"],
  pages: [page("/billing/run", () => import("./pages/billing-run-page")), page("/billing/runs/$id", () => import("./pages/rule-run-page"))],
});
