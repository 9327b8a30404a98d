import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "jobs",
  texts: ["wire", "words"],
  pages: [page("/jobs", () => import("./pages/job-list-page")), page("/jobs/$id", () => import("./pages/job-page"))],
});
