import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "services",
  texts: ["hosts", "sold", "terms", "wire", "words"],
  pages: [page("/services", () => import("./pages/service-list-page")), page("/services/$id", () => import("./pages/service-page"))],
});
