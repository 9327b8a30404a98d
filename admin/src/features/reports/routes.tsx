import { defineFeature, page } from "@hostler/web-kit/features";
import { ChartNoAxesCombined } from "lucide-react";

export default defineFeature({
  name: "reports",
  texts: ["documents", "people"],
  nav: [{ to: "/reports", icon: ChartNoAxesCombined, group: "money", order: 60, key: "n" }],
  pages: [
    page("/reports", () => import("./pages/report-list-page")),
    page("/reports/statement", () => import("./pages/statement-page")),
    page("/reports/$name", () => import("./pages/report-page")),
  ],
});
