import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "tlds",
  texts: ["catalogue", "desk"],
  pages: [page("/tlds", () => import("./pages/tld-list-page")), page("/tlds/new", () => import("./pages/new-tld-page")), page("/tlds/$id", () => import("./pages/tld-page"))],
});
