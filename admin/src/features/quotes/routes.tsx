import { defineFeature, page } from "@hostler/web-kit/features";
import { FileSignature } from "lucide-react";

export default defineFeature({
  name: "quotes",
  texts: ["documents", "people"],
  nav: [{ to: "/quotes", icon: FileSignature, group: "money", order: 12, under: "/invoices" }],
  pages: [
    page("/quotes", () => import("./pages/quote-list-page")),
    page("/quotes/new", () => import("./pages/new-quote-page")),
    page("/quotes/$id", () => import("./pages/quote-page")),
  ],
});
