import { defineFeature, page } from "@hostler/web-kit/features";
import { Globe } from "lucide-react";

export default defineFeature({
  name: "domains",
  texts: ["account", "catalog", "names"],
  nav: [{ to: "/domains", icon: Globe, group: "products", order: 30, key: "n" }],
  pages: [
    page("/domains", () => import("./pages/domains-page"), "either"),
    page("/domains/transfer", () => import("./pages/transfer-page")),
    page("/domains/renewals", () => import("./pages/renewals-page")),
    page("/domains/$id", () => import("./pages/domain-page")),
    page("/domains/$id/contacts", () => import("./pages/contacts-page")),
  ],
  events: { "domain.": ["domains"], "job.": ["domains"], "order.": ["domains"] },
});
