import { defineFeature, page } from "@hostler/web-kit/features";
import { Rocket } from "lucide-react";

export default defineFeature({
  name: "setup",
  texts: ["desk", "plugin-parts"],
  nav: [{ to: "/setup", icon: Rocket, group: "setup", order: 5 }],
  pages: [page("/setup", () => import("./pages/setup-page"))],
});
