import type { NavEntry } from "@hostler/web-kit/features";
import { History, ShieldHalf, Users, Webhook } from "lucide-react";

const nav: NavEntry[] = [
  { to: "/account/users", icon: Users, group: "account", order: 30, key: "u", label: "users" },
  { to: "/account/roles", icon: ShieldHalf, group: "account", order: 40, label: "roles" },
  { to: "/account/webhooks", icon: Webhook, group: "account", order: 50, label: "webhooks" },
  { to: "/account/activity", icon: History, group: "account", order: 60, label: "activity" },
];

export default nav;
