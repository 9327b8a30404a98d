import { defineFeature, page } from "@hostler/web-kit/features";
import { CreditCard, Settings2 } from "lucide-react";

export default defineFeature({
  name: "methods",
  texts: ["paying"],
  nav: [
    { to: "/billing/methods", icon: CreditCard, group: "billing", order: 60, label: "methods" },
    { to: "/billing/settings", icon: Settings2, group: "billing", order: 70, label: "settings" },
  ],
  pages: [page("/billing/methods", () => import("./pages/methods-page")), page("/billing/settings", () => import("./pages/settings-page"))],
  events: { "payment.": ["payment-methods", "billing-settings"], "account.": ["account"] },
});
