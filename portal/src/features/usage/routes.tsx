import { defineFeature, page } from "@hostler/web-kit/features";
import { Gauge } from "lucide-react";

export default defineFeature({
  name: "usage",
  nav: [{ to: "/usage", icon: Gauge, group: "billing", order: 40, key: "u" }],
  pages: [page("/usage", () => import("./pages/usage-page"))],
  events: { "usage.": ["usage"], "service.": ["usage"] },
});
