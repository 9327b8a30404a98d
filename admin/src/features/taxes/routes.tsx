import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "taxes",
  texts: ["desk"],
  pages: [page("/taxes", () => import("./pages/tax-page"))],
});
