import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "coupons",
  texts: ["catalogue", "desk"],
  pages: [page("/coupons", () => import("./pages/coupon-list-page"))],
});
