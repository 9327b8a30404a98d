import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "rules",
  texts: ["automation", "desk", "words"],
  pages: [page("/automation/rules", () => import("./pages/rule-list-page")), page("/automation/rules/$name", () => import("./pages/rule-page"))],
});
