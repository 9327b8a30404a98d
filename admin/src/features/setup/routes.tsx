import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "setup",
  texts: ["desk", "plugin-parts", "company"],
  pages: [page("/setup", () => import("./pages/setup-page"))],
});
