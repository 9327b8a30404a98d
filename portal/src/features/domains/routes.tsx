import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "domains",
  texts: ["account", "catalog", "names"],
  pages: [
    page("/domains", () => import("./pages/domains-page"), "either"),
    page("/domains/transfer", () => import("./pages/transfer-page")),
    page("/domains/renewals", () => import("./pages/renewals-page")),
    page("/domains/$id", () => import("./pages/domain-page")),
    page("/domains/$id/contacts", () => import("./pages/contacts-page")),
  ],
  events: { "domain.": ["domains"], "job.": ["domains"], "order.": ["domains"] },
});
