import type { NavEntry } from "@hostler/web-kit/features";
import { ShoppingCart } from "lucide-react";

const nav: NavEntry[] = [{ to: "/order", icon: ShoppingCart, group: "products", order: 20, key: "o" }];

export default nav;
