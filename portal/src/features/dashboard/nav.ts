import type { NavEntry } from "@hostler/web-kit/features";
import { LayoutDashboard } from "lucide-react";

const nav: NavEntry[] = [{ to: "/dashboard", icon: LayoutDashboard, group: "home", order: 10, key: "d" }];

export default nav;
