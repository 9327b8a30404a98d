import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "team",
  texts: ["activity"],
  pages: [
    page("/account/users", () => import("./pages/users-page")),
    page("/account/roles", () => import("./pages/roles-page")),
    page("/account/webhooks", () => import("./pages/webhook-list-page")),
    page("/account/webhooks/$id", () => import("./pages/webhook-page")),
    page("/account/activity", () => import("./pages/activity-page")),
    page("/accept-invite", () => import("./pages/accept-invite-page"), "bare"),
  ],
  events: { "user.": ["team"], "api_key.": ["team"] },
});
