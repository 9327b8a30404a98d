import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "dashboard",
  texts: ["activity"],
  pages: [page("/dashboard", () => import("./pages/dashboard-page"))],
  events: { "service.": ["services"], "payment.": ["billing"], "user.": ["activity"] },
});
