import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "dns",
  pages: [
    page("/dns", () => import("./pages/zone-list-page")),
    page("/dns/$zone", () => import("./pages/zone-page")),
    page("/domains/$id/dns", () => import("./pages/domain-zone-page")),
  ],
  events: { "dns.": ["zones"], "job.": ["zones"] },
});
