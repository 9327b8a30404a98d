import { defineFeature, page } from "@hostler/web-kit/features";
import { Rocket } from "lucide-react";

export default defineFeature({
  name: "setup",
  nav: [{ to: "/setup", icon: Rocket, group: "setup", order: 5 }],
  pages: [page("/setup", () => import("./pages/setup-page"))],
});
