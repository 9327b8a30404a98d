import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "hooks",
  texts: ["desk"],
  pages: [
    page("/automation/hooks", () => import("./pages/hook-list-page")),
    page("/automation/hooks/new", () => import("./pages/new-hook-page")),
    page("/automation/hooks/$name", () => import("./pages/hook-page")),
    page("/automation/hooks/$name/versions", () => import("./pages/hook-versions-page")),
  ],
});
