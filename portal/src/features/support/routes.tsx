import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "support",
  pages: [
    page("/support", () => import("./pages/ticket-list-page")),
    page("/support/new", () => import("./pages/new-ticket-page")),
    page("/support/$id", () => import("./pages/ticket-page")),
  ],
  events: { "ticket.": ["tickets"] },
});
