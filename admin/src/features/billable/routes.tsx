import { defineFeature, page } from "@hostler/web-kit/features";
import { ClipboardList } from "lucide-react";

export default defineFeature({
  name: "billable",
  texts: ["documents", "people"],
  nav: [{ to: "/billable", icon: ClipboardList, group: "money", order: 13, under: "/invoices" }],
  pages: [page("/billable", () => import("./pages/billable-page"))],
});
