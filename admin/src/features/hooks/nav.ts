import type { NavEntry } from "@hostler/web-kit/features";
import { Webhook } from "lucide-react";

const nav: NavEntry[] = [{ to: "/automation/hooks", icon: Webhook, group: "automation", order: 20 }];

export default nav;
