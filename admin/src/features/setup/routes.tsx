import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "setup",
  texts: ["company", "desk", "plugin-parts"],
  pages: [page("/setup", () => import("./pages/setup-page"))],
});
