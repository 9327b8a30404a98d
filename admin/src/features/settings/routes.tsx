import { defineFeature, page } from "@hostler/web-kit/features";
import { Settings } from "lucide-react";

export default defineFeature({
  name: "settings",
  texts: ["desk"],
  nav: [{ to: "/settings", icon: Settings, group: "setup", order: 10, key: "s" }],
  pages: [page("/settings", () => import("./pages/settings-page")), page("/settings/$section", () => import("./pages/settings-page"))],
});
