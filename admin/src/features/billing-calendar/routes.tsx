import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "billing-calendar",
  pages: [page("/billing/calendar", () => import("./pages/calendar-page"))],
});
