import type { NavEntry } from "@hostler/web-kit/features";
import { Settings } from "lucide-react";

const nav: NavEntry[] = [{ to: "/settings", icon: Settings, group: "setup", order: 10, key: "s" }];

export default nav;
