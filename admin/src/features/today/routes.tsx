import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "today",
  texts: ["words"],
  pages: [page("/", () => import("./pages/today-page"))],
});
