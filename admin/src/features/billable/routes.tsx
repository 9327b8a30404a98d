import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "billable",
  texts: ["documents", "people"],
  pages: [page("/billable", () => import("./pages/billable-page"))],
});
