import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "login",
  pages: [page("/login", () => import("./pages/login-page"), "bare")],
});
