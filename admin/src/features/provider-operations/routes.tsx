import { defineFeature, page } from "@hostler/web-kit/features";
import { Cable } from "lucide-react";

export default defineFeature({
  name: "provider-operations",
  texts: ["wire", "words"],
  nav: [{ to: "/provider-operations", icon: Cable, group: "automation", order: 20, key: "w" }],
  pages: [page("/provider-operations", () => import("./pages/operation-list-page")), page("/provider-operations/$id", () => import("./pages/operation-page"))],
});
