import { defineFeature, page } from "@hostler/web-kit/features";
import { HardDrive } from "lucide-react";

export default defineFeature({
  name: "servers",
  texts: ["hosts", "people", "terms", "wire"],
  nav: [{ to: "/servers", icon: HardDrive, group: "infrastructure", order: 10, key: "v" }],
  pages: [
    page("/servers", () => import("./pages/server-list-page")),
    page("/servers/$id", () => import("./pages/server-page")),
    page("/server-groups", () => import("./pages/group-list-page")),
  ],
});
