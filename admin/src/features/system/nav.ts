import type { NavEntry } from "@hostler/web-kit/features";
import { Cpu } from "lucide-react";

const nav: NavEntry[] = [{ to: "/system", icon: Cpu, group: "setup", order: 90, key: "y" }];

export default nav;
