import type { NavEntry } from "@hostler/web-kit/features";
import { ListTree } from "lucide-react";

const nav: NavEntry[] = [{ to: "/dns", icon: ListTree, group: "products", order: 40, key: "z" }];

export default nav;
