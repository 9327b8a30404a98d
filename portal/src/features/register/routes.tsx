import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "register",
  pages: [page("/register", () => import("./pages/register-page"), "bare")],
});
