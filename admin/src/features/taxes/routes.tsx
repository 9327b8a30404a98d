import { defineFeature, page } from "@hostler/web-kit/features";
import { Landmark } from "lucide-react";

export default defineFeature({
  name: "taxes",
  texts: ["desk"],
  nav: [{ to: "/taxes", icon: Landmark, group: "money", order: 90 }],
  pages: [page("/taxes", () => import("./pages/tax-page"))],
});
