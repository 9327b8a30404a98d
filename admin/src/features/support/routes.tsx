import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "support",
  texts: ["people"],
  pages: [
    page("/support", () => import("./pages/queue-page")),
    page("/support/new", () => import("./pages/new-ticket-page")),
    page("/support/settings", () => import("./pages/settings-page")),
    page("/support/$id", () => import("./pages/ticket-page")),
  ],
});
