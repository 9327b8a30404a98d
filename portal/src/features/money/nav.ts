import type { NavEntry } from "@hostler/web-kit/features";
import { ArrowLeftRight, Wallet } from "lucide-react";

const nav: NavEntry[] = [
  { to: "/transactions", icon: ArrowLeftRight, group: "billing", order: 20, key: "t", label: "transactions" },
  { to: "/wallet", icon: Wallet, group: "billing", order: 30, key: "w", label: "wallet" },
];

export default nav;
