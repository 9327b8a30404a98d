import { defineFeature, page } from "@hostler/web-kit/features";
import { ListTree } from "lucide-react";

export default defineFeature({
  name: "dns",
  nav: [{ to: "/dns", icon: ListTree, group: "products", order: 40, key: "z" }],
  pages: [
    page("/dns", () => import("./pages/zone-list-page")),
    page("/dns/$zone", () => import("./pages/zone-page")),
    page("/domains/$id/dns", () => import("./pages/domain-zone-page")),
  ],
  events: { "dns.": ["zones"], "job.": ["zones"] },
});
