import type { NavEntry } from "@hostler/web-kit/features";
import { Stamp } from "lucide-react";

const nav: NavEntry[] = [{ to: "/tds", icon: Stamp, group: "money", order: 14, under: "/invoices" }];

export default nav;
