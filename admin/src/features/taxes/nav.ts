import type { NavEntry } from "@hostler/web-kit/features";
import { Landmark } from "lucide-react";

const nav: NavEntry[] = [{ to: "/taxes", icon: Landmark, group: "money", order: 90 }];

export default nav;
