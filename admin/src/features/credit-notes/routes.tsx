import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "credit-notes",
  texts: ["documents"],
  pages: [page("/credit-notes", () => import("./pages/credit-note-list-page")), page("/credit-notes/$id", () => import("./pages/credit-note-page"))],
});
