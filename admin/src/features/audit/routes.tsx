import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "audit",
  texts: ["words"],
  pages: [page("/audit", () => import("./pages/audit-page")), page("/activity", () => import("./pages/activity-page"))],
});
