import type { NavEntry } from "@hostler/web-kit/features";
import { Globe } from "lucide-react";

const nav: NavEntry[] = [{ to: "/tlds", icon: Globe, group: "catalogue", order: 40 }];

export default nav;
