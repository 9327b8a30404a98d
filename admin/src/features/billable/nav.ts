import type { NavEntry } from "@hostler/web-kit/features";
import { ClipboardList } from "lucide-react";

const nav: NavEntry[] = [{ to: "/billable", icon: ClipboardList, group: "money", order: 13, under: "/invoices" }];

export default nav;
