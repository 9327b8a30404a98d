import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "plugins",
  texts: ["desk", "plugin-parts"],
  pages: [page("/plugins", () => import("./pages/plugin-list-page")), page("/plugins/$name", () => import("./pages/plugin-page"))],
});
