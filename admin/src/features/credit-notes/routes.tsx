import { defineFeature, page } from "@hostler/web-kit/features";
import { FileMinus2 } from "lucide-react";

export default defineFeature({
  name: "credit-notes",
  texts: ["documents"],
  nav: [{ to: "/credit-notes", icon: FileMinus2, group: "money", order: 11, under: "/invoices" }],
  pages: [page("/credit-notes", () => import("./pages/credit-note-list-page")), page("/credit-notes/$id", () => import("./pages/credit-note-page"))],
});
