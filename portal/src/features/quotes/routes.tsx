import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "quotes",
  pages: [page("/quotes", () => import("./pages/quote-list-page")), page("/quotes/$id", () => import("./pages/quote-page"))],
  events: { "quote.": ["quotes"], "invoice.": ["quotes"] },
});
