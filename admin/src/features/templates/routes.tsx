import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "templates",
  texts: ["desk", "words"],
  pages: [page("/templates", () => import("./pages/template-list-page")), page("/templates/$kind/$name", () => import("./pages/template-page"))],
});
