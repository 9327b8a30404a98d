import { defineFeature, page } from "@hostler/web-kit/features";
import { Globe } from "lucide-react";

export default defineFeature({
  name: "domains",
  texts: ["sold", "wire", "words"],
  nav: [{ to: "/domains", icon: Globe, group: "people", order: 40, key: "d" }],
  pages: [page("/domains", () => import("./pages/domain-list-page")), page("/domains/$id", () => import("./pages/domain-page"))],
});
