import type { NavEntry } from "@hostler/web-kit/features";
import { Webhook } from "lucide-react";

const nav: NavEntry[] = [{ to: "/webhooks/out", icon: Webhook, group: "automation", order: 30 }];

export default nav;
