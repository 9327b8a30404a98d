import { defineFeature, page } from "@hostler/web-kit/features";
import { CalendarClock } from "lucide-react";

export default defineFeature({
  name: "rules",
  texts: ["automation", "desk", "words"],
  nav: [{ to: "/automation/rules", icon: CalendarClock, group: "automation", order: 10, key: "r" }],
  pages: [page("/automation/rules", () => import("./pages/rule-list-page")), page("/automation/rules/$name", () => import("./pages/rule-page"))],
});
