import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "register",
  texts: ["account"],
  pages: [page("/register", () => import("./pages/register-page"), "bare")],
});
