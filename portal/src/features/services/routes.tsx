import { defineFeature, page } from "@hostler/web-kit/features";
import { Server } from "lucide-react";

export default defineFeature({
  name: "services",
  texts: ["catalog"],
  nav: [{ to: "/services", icon: Server, group: "products", order: 10, key: "s" }],
  pages: [
    page("/services", () => import("./pages/service-list-page")),
    page("/services/$id", () => import("./pages/service-page")),
    page("/services/$id/upgrade", () => import("./pages/upgrade-page")),
    page("/services/$id/cancel", () => import("./pages/cancel-page")),
  ],
  events: { "service.": ["services"], "order.": ["services"], "job.": ["services"] },
});
