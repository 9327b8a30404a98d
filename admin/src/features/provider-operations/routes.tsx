import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "provider-operations",
  texts: ["wire", "words"],
  pages: [page("/provider-operations", () => import("./pages/operation-list-page")), page("/provider-operations/$id", () => import("./pages/operation-page"))],
});
