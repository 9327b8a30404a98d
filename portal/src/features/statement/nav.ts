import type { NavEntry } from "@hostler/web-kit/features";
import { ScrollText } from "lucide-react";

const nav: NavEntry[] = [{ to: "/billing/statement", icon: ScrollText, group: "billing", order: 50 }];

export default nav;
