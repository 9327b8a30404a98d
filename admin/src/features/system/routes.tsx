import { defineFeature, page } from "@hostler/web-kit/features";
import { Cpu } from "lucide-react";

export default defineFeature({
  name: "system",
  nav: [{ to: "/system", icon: Cpu, group: "setup", order: 90, key: "y" }],
  pages: [page("/system", () => import("./pages/system-page"))],
});
