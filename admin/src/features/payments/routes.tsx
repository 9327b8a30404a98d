import { defineFeature, page } from "@hostler/web-kit/features";
import { ArrowLeftRight, Banknote, CircleHelp, Landmark, ShieldAlert, Undo2 } from "lucide-react";

const home = "/transactions";

export default defineFeature({
  name: "payments",
  texts: ["people", "refunds"],
  nav: [
    { to: home, icon: Banknote, group: "money", order: 20, key: "m" },
    { to: "/payments", icon: ArrowLeftRight, group: "money", order: 21, label: "attempts", under: home },
    { to: "/payments/awaiting", icon: Landmark, group: "money", order: 22, label: "awaiting", under: home },
    { to: "/payments/unmatched", icon: CircleHelp, group: "money", order: 23, label: "unmatched", under: home },
    { to: "/refunds", icon: Undo2, group: "money", order: 24, label: "refunds", under: home },
    { to: "/disputes", icon: ShieldAlert, group: "money", order: 25, label: "disputes", under: home },
  ],
  pages: [
    page(home, () => import("./pages/transactions-page")),
    page("/payments", () => import("./pages/payments-page")),
    page("/payments/awaiting", () => import("./pages/awaiting-page")),
    page("/payments/unmatched", () => import("./pages/unmatched-page")),
    page("/refunds", () => import("./pages/refunds-page")),
    page("/disputes", () => import("./pages/disputes-page")),
  ],
});
