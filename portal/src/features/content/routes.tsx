import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "content",
  pages: [
    page("/knowledgebase", () => import("./pages/article-list-page"), "public"),
    page("/knowledgebase/$slug", () => import("./pages/article-page"), "public"),
    page("/announcements", () => import("./pages/announcement-list-page"), "public"),
    page("/announcements/$id", () => import("./pages/announcement-page"), "public"),
    page("/status", () => import("./pages/status-page"), "public"),
    page("/contact", () => import("./pages/contact-page"), "public"),
    page("/legal/$slug", () => import("./pages/legal-page"), "public"),
  ],
});
