import { defineFeature, page } from "@hostler/web-kit/features";
import { Sunrise } from "lucide-react";

export default defineFeature({
  name: "today",
  texts: ["words"],
  nav: [{ to: "/", icon: Sunrise, group: "today", order: 10, key: "t" }],
  pages: [page("/", () => import("./pages/today-page"))],
});
