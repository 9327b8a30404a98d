import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "messages",
  texts: ["words"],
  pages: [page("/messages", () => import("./pages/message-list-page")), page("/messages/$id", () => import("./pages/message-page"))],
});
