import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "settings",
  texts: ["desk", "company"],
  pages: [page("/settings", () => import("./pages/settings-page")), page("/settings/$section", () => import("./pages/settings-page"))],
});
