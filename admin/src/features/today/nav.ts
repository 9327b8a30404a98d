import type { NavEntry } from "@hostler/web-kit/features";
import { Sunrise } from "lucide-react";

const nav: NavEntry[] = [{ to: "/", icon: Sunrise, group: "today", order: 10, key: "t" }];

export default nav;
