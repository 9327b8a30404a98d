import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "webhooks",
  pages: [page("/webhooks/out", () => import("./pages/webhooks-out-page")), page("/webhooks/in", () => import("./pages/webhooks-in-page"))],
});
