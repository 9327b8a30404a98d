import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "domains",
  texts: ["sold", "wire", "words"],
  pages: [page("/domains", () => import("./pages/domain-list-page")), page("/domains/$id", () => import("./pages/domain-page"))],
});
