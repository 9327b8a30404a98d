import type { NavEntry } from "@hostler/web-kit/features";
import { ArrowLeftRight, Banknote, CircleHelp, Landmark, ShieldAlert, Undo2 } from "lucide-react";

const home = "/transactions";

const nav: NavEntry[] = [
  { to: home, icon: Banknote, group: "money", order: 20, key: "m" },
  { to: "/payments", icon: ArrowLeftRight, group: "money", order: 21, label: "attempts", under: home },
  { to: "/payments/awaiting", icon: Landmark, group: "money", order: 22, label: "awaiting", under: home },
  { to: "/payments/unmatched", icon: CircleHelp, group: "money", order: 23, label: "unmatched", under: home },
  { to: "/refunds", icon: Undo2, group: "money", order: 24, label: "refunds", under: home },
  { to: "/disputes", icon: ShieldAlert, group: "money", order: 25, label: "disputes", under: home },
];

export default nav;
