import { defineFeature, page } from "@hostler/web-kit/features";
import { CalendarDays } from "lucide-react";

export default defineFeature({
  name: "billing-calendar",
  nav: [{ to: "/billing/calendar", icon: CalendarDays, group: "money", order: 55 }],
  pages: [page("/billing/calendar", () => import("./pages/calendar-page"))],
});
