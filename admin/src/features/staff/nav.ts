import type { NavEntry } from "@hostler/web-kit/features";
import { KeySquare, UserRoundCog } from "lucide-react";

const nav: NavEntry[] = [
  { to: "/staff", icon: UserRoundCog, group: "setup", order: 30, label: "staff" },
  { to: "/roles", icon: KeySquare, group: "setup", order: 40, label: "roles" },
];

export default nav;
