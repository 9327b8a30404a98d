import { defineFeature, page } from "@hostler/web-kit/features";
import { ArrowLeftRight, Wallet } from "lucide-react";

export default defineFeature({
  name: "money",
  texts: ["paying"],
  nav: [
    { to: "/transactions", icon: ArrowLeftRight, group: "billing", order: 20, key: "t", label: "transactions" },
    { to: "/wallet", icon: Wallet, group: "billing", order: 30, key: "w", label: "wallet" },
  ],
  pages: [page("/transactions", () => import("./pages/transactions-page")), page("/wallet", () => import("./pages/wallet-page"))],
  events: { "payment.": ["transactions", "wallet"], "invoice.": ["wallet"] },
});
