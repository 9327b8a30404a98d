import { defineFeature, page } from "@hostler/web-kit/features";
import { Webhook } from "lucide-react";

export default defineFeature({
  name: "hooks",
  texts: ["desk"],
  nav: [{ to: "/automation/hooks", icon: Webhook, group: "automation", order: 20 }],
  pages: [
    page("/automation/hooks", () => import("./pages/hook-list-page")),
    page("/automation/hooks/new", () => import("./pages/new-hook-page")),
    page("/automation/hooks/$name", () => import("./pages/hook-page")),
  ],
});
