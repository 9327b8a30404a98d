import type { NavEntry } from "@hostler/web-kit/features";
import { Activity, ShieldCheck } from "lucide-react";

const nav: NavEntry[] = [
  { to: "/activity", icon: Activity, group: "today", order: 20, label: "activity" },
  { to: "/audit", icon: ShieldCheck, group: "setup", order: 80, key: "a" },
];

export default nav;
