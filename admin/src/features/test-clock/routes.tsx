import { defineFeature, page } from "@hostler/web-kit/features";

/** No entry in the menu: the system's page leads here where there is such a clock. */
export default defineFeature({
  name: "test-clock",
  pages: [page("/test-clock", () => import("./pages/test-clock-page"))],
});
