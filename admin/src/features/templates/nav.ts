import type { NavEntry } from "@hostler/web-kit/features";
import { MailOpen } from "lucide-react";

const nav: NavEntry[] = [{ to: "/templates", icon: MailOpen, group: "setup", order: 20 }];

export default nav;
