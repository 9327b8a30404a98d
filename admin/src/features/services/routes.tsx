import { defineFeature, page } from "@hostler/web-kit/features";
import { Package } from "lucide-react";

export default defineFeature({
  name: "services",
  texts: ["hosts", "sold", "terms", "wire", "words"],
  nav: [{ to: "/services", icon: Package, group: "people", order: 30, key: "s" }],
  pages: [page("/services", () => import("./pages/service-list-page")), page("/services/$id", () => import("./pages/service-page"))],
});
