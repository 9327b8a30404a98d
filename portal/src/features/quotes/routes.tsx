import { defineFeature, page } from "@hostler/web-kit/features";
import { FileSignature } from "lucide-react";

export default defineFeature({
  name: "quotes",
  nav: [{ to: "/quotes", icon: FileSignature, group: "billing", order: 54 }],
  pages: [page("/quotes", () => import("./pages/quote-list-page")), page("/quotes/$id", () => import("./pages/quote-page"))],
  events: { "quote.": ["quotes"], "invoice.": ["quotes"] },
});
