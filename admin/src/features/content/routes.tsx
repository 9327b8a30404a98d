import { defineFeature, page } from "@hostler/web-kit/features";

const home = "/knowledgebase";

export default defineFeature({
  name: "content",
  pages: [
    page(home, () => import("./pages/article-list-page")),
    page("/knowledgebase/new", () => import("./pages/article-page")),
    page("/knowledgebase/$id", () => import("./pages/article-page")),
    page("/announcements", () => import("./pages/announcement-list-page")),
    page("/announcements/new", () => import("./pages/announcement-page")),
    page("/announcements/$id", () => import("./pages/announcement-page")),
    page("/incidents", () => import("./pages/incident-list-page")),
    page("/incidents/new", () => import("./pages/incident-page")),
    page("/incidents/$id", () => import("./pages/incident-page")),
    page("/legal", () => import("./pages/legal-list-page")),
    page("/legal/new", () => import("./pages/legal-page")),
    page("/legal/$slug", () => import("./pages/legal-page")),
  ],
});
