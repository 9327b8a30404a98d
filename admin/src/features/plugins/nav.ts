import type { NavEntry } from "@hostler/web-kit/features";
import { Plug } from "lucide-react";

const nav: NavEntry[] = [{ to: "/plugins", icon: Plug, group: "infrastructure", order: 30, key: "p" }];

export default nav;
