import type { NavEntry } from "@hostler/web-kit/features";
import { Globe } from "lucide-react";

const nav: NavEntry[] = [{ to: "/domains", icon: Globe, group: "products", order: 30, key: "n" }];

export default nav;
