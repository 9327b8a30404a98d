import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "quotes",
  texts: ["documents", "people"],
  pages: [
    page("/quotes", () => import("./pages/quote-list-page")),
    page("/quotes/new", () => import("./pages/new-quote-page")),
    page("/quotes/$id", () => import("./pages/quote-page")),
  ],
});
