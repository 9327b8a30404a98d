import type { NavEntry } from "@hostler/web-kit/features";
import { ShoppingCart } from "lucide-react";

const nav: NavEntry[] = [{ to: "/orders", icon: ShoppingCart, group: "people", order: 20, key: "o" }];

export default nav;
