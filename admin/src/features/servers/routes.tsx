import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "servers",
  texts: ["hosts", "people", "terms", "wire"],
  pages: [
    page("/servers", () => import("./pages/server-list-page")),
    page("/servers/$id", () => import("./pages/server-page")),
    page("/server-groups", () => import("./pages/group-list-page")),
  ],
});
