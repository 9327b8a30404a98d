import type { NavEntry } from "@hostler/web-kit/features";
import { Globe } from "lucide-react";

const nav: NavEntry[] = [{ to: "/domains", icon: Globe, group: "people", order: 40, key: "d" }];

export default nav;
