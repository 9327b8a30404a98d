import { defineFeature, page } from "@hostler/web-kit/features";
import { Plug } from "lucide-react";

export default defineFeature({
  name: "plugins",
  texts: ["desk", "plugin-parts"],
  nav: [{ to: "/plugins", icon: Plug, group: "infrastructure", order: 30, key: "p" }],
  pages: [page("/plugins", () => import("./pages/plugin-list-page")), page("/plugins/$name", () => import("./pages/plugin-page"))],
});
