import { defineFeature, page } from "@hostler/web-kit/features";
import { CalendarCog } from "lucide-react";

export default defineFeature({
  name: "billing-run",
  texts: ["words"],
  nav: [{ to: "/billing/run", icon: CalendarCog, group: "money", order: 50, key: "b" }],
  pages: [page("/billing/run", () => import("./pages/billing-run-page")), page("/billing/runs/$id", () => import("./pages/rule-run-page"))],
});
