import type { NavEntry } from "@hostler/web-kit/features";
import { ChartNoAxesCombined } from "lucide-react";

const nav: NavEntry[] = [{ to: "/reports", icon: ChartNoAxesCombined, group: "money", order: 60, key: "n" }];

export default nav;
