import { defineFeature, page } from "@hostler/web-kit/features";
import { ArrowLeftRight, CreditCard, Wallet } from "lucide-react";

export default defineFeature({
  name: "money",
  nav: [
    { to: "/transactions", icon: ArrowLeftRight, group: "billing", order: 20, key: "t", label: "transactions" },
    { to: "/wallet", icon: Wallet, group: "billing", order: 30, key: "w", label: "wallet" },
    { to: "/billing/methods", icon: CreditCard, group: "billing", order: 40, label: "methods" },
  ],
  pages: [
    page("/transactions", () => import("./pages/transactions-page")),
    page("/wallet", () => import("./pages/wallet-page")),
    page("/billing/methods", () => import("./pages/methods-page")),
  ],
  events: { "payment.": ["transactions", "wallet"], "invoice.": ["wallet"] },
});
