import type { NavEntry } from "@hostler/web-kit/features";
import { Rocket } from "lucide-react";

const nav: NavEntry[] = [{ to: "/setup", icon: Rocket, group: "setup", order: 5 }];

export default nav;
