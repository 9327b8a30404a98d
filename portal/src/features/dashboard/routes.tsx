import { defineFeature, page } from "@hostler/web-kit/features";
import { LayoutDashboard } from "lucide-react";

export default defineFeature({
  name: "dashboard",
  texts: ["activity"],
  nav: [{ to: "/dashboard", icon: LayoutDashboard, group: "home", order: 10, key: "d" }],
  pages: [page("/dashboard", () => import("./pages/dashboard-page"))],
  events: { "service.": ["services"], "user.": ["activity"] },
});
