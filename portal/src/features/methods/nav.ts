import type { NavEntry } from "@hostler/web-kit/features";
import { CreditCard, Settings2 } from "lucide-react";

const nav: NavEntry[] = [
  { to: "/billing/methods", icon: CreditCard, group: "billing", order: 60, label: "methods" },
  { to: "/billing/settings", icon: Settings2, group: "billing", order: 70, label: "settings" },
];

export default nav;
