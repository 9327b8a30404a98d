import { defineFeature, page } from "@hostler/web-kit/features";
import { ShoppingCart } from "lucide-react";

export default defineFeature({
  name: "order",
  texts: ["catalog", "paying", "shop"],
  nav: [{ to: "/order", icon: ShoppingCart, group: "products", order: 20, key: "o" }],
  pages: [
    page("/order", () => import("./pages/order-page"), "public"),
    page("/cart", () => import("./pages/cart-page"), "public"),
    page("/checkout", () => import("./pages/checkout-page")),
  ],
  events: { "order.": ["orders", "cart"] },
});
