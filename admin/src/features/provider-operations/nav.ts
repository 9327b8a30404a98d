import type { NavEntry } from "@hostler/web-kit/features";
import { Cable } from "lucide-react";

const nav: NavEntry[] = [{ to: "/provider-operations", icon: Cable, group: "automation", order: 20, key: "w" }];

export default nav;
