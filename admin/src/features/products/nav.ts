import type { NavEntry } from "@hostler/web-kit/features";
import { Package } from "lucide-react";

const nav: NavEntry[] = [{ to: "/products", icon: Package, group: "catalogue", order: 10, key: "o" }];

export default nav;
