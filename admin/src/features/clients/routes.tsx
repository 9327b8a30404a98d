import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "clients",
  texts: ["documents", "sold", "terms", "words"],
  pages: [page("/clients", () => import("./pages/client-list-page")), page("/clients/$id", () => import("./pages/client-page"))],
});
