import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "profile",
  texts: ["account", "activity"],
  pages: [page("/profile", () => import("./pages/profile-page")), page("/profile/security", () => import("./pages/security-page"))],
  events: { "account.": ["account"], "user.": ["sessions", "me", "activity"] },
});
