import type { NavEntry } from "@hostler/web-kit/features";
import { HardDrive } from "lucide-react";

const nav: NavEntry[] = [{ to: "/servers", icon: HardDrive, group: "infrastructure", order: 10, key: "v" }];

export default nav;
