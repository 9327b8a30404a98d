import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "order",
  texts: ["catalog", "paying", "shop"],
  pages: [
    page("/order", () => import("./pages/order-page"), "public"),
    page("/cart", () => import("./pages/cart-page"), "public"),
    page("/checkout", () => import("./pages/checkout-page")),
  ],
  events: { "order.": ["orders", "cart"] },
});
