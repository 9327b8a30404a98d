import { defineFeature, page } from "@hostler/web-kit/features";
import { Globe } from "lucide-react";

export default defineFeature({
  name: "tlds",
  texts: ["catalogue", "desk"],
  nav: [{ to: "/tlds", icon: Globe, group: "catalogue", order: 40 }],
  pages: [page("/tlds", () => import("./pages/tld-list-page")), page("/tlds/new", () => import("./pages/new-tld-page")), page("/tlds/$id", () => import("./pages/tld-page"))],
});
