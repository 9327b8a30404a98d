import type { NavEntry } from "@hostler/web-kit/features";
import { Inbox, Webhook } from "lucide-react";

const nav: NavEntry[] = [
  { to: "/webhooks/out", icon: Webhook, group: "automation", order: 30 },
  { to: "/webhooks/in", icon: Inbox, group: "automation", order: 31, label: "in" },
];

export default nav;
