import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "settings",
  texts: ["company", "desk"],
  pages: [page("/settings", () => import("./pages/settings-page")), page("/settings/$section", () => import("./pages/settings-page"))],
});
