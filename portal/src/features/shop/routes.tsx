import { defineFeature, page } from "@hostler/web-kit/features";

const kind = () => import("./pages/kind-page");

export default defineFeature({
  name: "shop",
  texts: ["catalog", "names"],
  pages: [
    page("/", () => import("./pages/home-page"), "public"),
    page("/hosting", kind, "public"),
    page("/vps", kind, "public"),
    page("/dedicated", kind, "public"),
    page("/storage", kind, "public"),
    page("/pricing", () => import("./pages/pricing-page"), "public"),
  ],
});
