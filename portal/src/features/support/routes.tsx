import { defineFeature, page } from "@hostler/web-kit/features";
import { LifeBuoy } from "lucide-react";

export default defineFeature({
  name: "support",
  nav: [{ to: "/support", icon: LifeBuoy, group: "help", order: 10, key: "h" }],
  pages: [
    page("/support", () => import("./pages/ticket-list-page")),
    page("/support/new", () => import("./pages/new-ticket-page")),
    page("/support/$id", () => import("./pages/ticket-page")),
  ],
  events: { "ticket.": ["tickets"] },
});
