import { defineFeature, page } from "@hostler/web-kit/features";
import { LifeBuoy, Settings2 } from "lucide-react";

export default defineFeature({
  name: "support",
  texts: ["people"],
  nav: [
    { to: "/support", icon: LifeBuoy, group: "people", order: 45, key: "u" },
    { to: "/support/settings", icon: Settings2, group: "people", order: 46, label: "settings", under: "/support" },
  ],
  pages: [
    page("/support", () => import("./pages/queue-page")),
    page("/support/new", () => import("./pages/new-ticket-page")),
    page("/support/settings", () => import("./pages/settings-page")),
    page("/support/$id", () => import("./pages/ticket-page")),
  ],
});
