import type { NavEntry } from "@hostler/web-kit/features";
import { LifeBuoy } from "lucide-react";

const nav: NavEntry[] = [{ to: "/support", icon: LifeBuoy, group: "help", order: 10, key: "h" }];

export default nav;
