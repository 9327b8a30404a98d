import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "services",
  texts: ["catalog"],
  pages: [
    page("/services", () => import("./pages/service-list-page")),
    page("/services/$id", () => import("./pages/service-page")),
    page("/services/$id/upgrade", () => import("./pages/upgrade-page")),
    page("/services/$id/cancel", () => import("./pages/cancel-page")),
  ],
  events: { "service.": ["services"], "order.": ["services"], "job.": ["services"] },
});
