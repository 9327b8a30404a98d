import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "extras",
  texts: ["catalogue", "desk"],
  pages: [
    page("/options", () => import("./pages/option-list-page")),
    page("/options/new", () => import("./pages/new-option-page")),
    page("/options/$id", () => import("./pages/option-page")),
    page("/addons", () => import("./pages/addon-list-page")),
    page("/addons/new", () => import("./pages/new-addon-page")),
    page("/addons/$id", () => import("./pages/addon-page")),
  ],
});
