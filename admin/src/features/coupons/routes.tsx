import { defineFeature, page } from "@hostler/web-kit/features";
import { TicketPercent } from "lucide-react";

export default defineFeature({
  name: "coupons",
  texts: ["catalogue", "desk"],
  nav: [{ to: "/coupons", icon: TicketPercent, group: "catalogue", order: 50 }],
  pages: [page("/coupons", () => import("./pages/coupon-list-page"))],
});
