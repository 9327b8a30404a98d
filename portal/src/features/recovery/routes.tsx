import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "recovery",
  pages: [
    page("/forgot-password", () => import("./pages/forgot-password-page"), "bare"),
    page("/forgot-username", () => import("./pages/forgot-username-page"), "bare"),
    page("/reset-password", () => import("./pages/reset-password-page"), "bare"),
    page("/verify-email", () => import("./pages/verify-email-page"), "bare"),
  ],
});
