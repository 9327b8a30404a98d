import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "system",
  pages: [page("/system", () => import("./pages/system-page"))],
});
