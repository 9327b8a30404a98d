import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "reports",
  texts: ["documents", "people"],
  pages: [
    page("/reports", () => import("./pages/report-list-page")),
    page("/reports/statement", () => import("./pages/statement-page")),
    page("/reports/$name", () => import("./pages/report-page")),
  ],
});
