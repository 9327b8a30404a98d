import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "tds",
  texts: ["documents"],
  pages: [page("/tds", () => import("./pages/tds-page"))],
});
