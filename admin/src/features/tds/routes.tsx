import { defineFeature, page } from "@hostler/web-kit/features";
import { Stamp } from "lucide-react";

export default defineFeature({
  name: "tds",
  texts: ["documents"],
  nav: [{ to: "/tds", icon: Stamp, group: "money", order: 14, under: "/invoices" }],
  pages: [page("/tds", () => import("./pages/tds-page"))],
});
