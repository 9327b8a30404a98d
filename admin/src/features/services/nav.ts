import type { NavEntry } from "@hostler/web-kit/features";
import { Package } from "lucide-react";

const nav: NavEntry[] = [{ to: "/services", icon: Package, group: "people", order: 30, key: "s" }];

export default nav;
