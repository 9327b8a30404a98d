import type { NavEntry } from "@hostler/web-kit/features";
import { ShieldCheck, UserRound } from "lucide-react";

const nav: NavEntry[] = [
  { to: "/profile", icon: UserRound, group: "account", order: 10, key: "p", label: "profile" },
  { to: "/profile/security", icon: ShieldCheck, group: "account", order: 20, label: "security" },
];

export default nav;
