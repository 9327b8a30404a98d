import type { NavEntry } from "@hostler/web-kit/features";
import { Gauge } from "lucide-react";

const nav: NavEntry[] = [{ to: "/usage", icon: Gauge, group: "billing", order: 40, key: "u" }];

export default nav;
