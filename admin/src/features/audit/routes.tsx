import { defineFeature, page } from "@hostler/web-kit/features";
import { Activity, ShieldCheck } from "lucide-react";

export default defineFeature({
  name: "audit",
  texts: ["words"],
  nav: [
    { to: "/activity", icon: Activity, group: "today", order: 20, label: "activity" },
    { to: "/audit", icon: ShieldCheck, group: "setup", order: 80, key: "a" },
  ],
  pages: [page("/audit", () => import("./pages/audit-page")), page("/activity", () => import("./pages/activity-page"))],
});
