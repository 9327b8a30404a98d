import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "usage",
  pages: [page("/usage", () => import("./pages/usage-page"))],
  events: { "usage.": ["usage"], "service.": ["usage"] },
});
