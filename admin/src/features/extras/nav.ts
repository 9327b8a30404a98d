import type { NavEntry } from "@hostler/web-kit/features";
import { PackagePlus, SlidersHorizontal } from "lucide-react";

const nav: NavEntry[] = [
  { to: "/options", icon: SlidersHorizontal, group: "catalogue", order: 20, label: "options" },
  { to: "/addons", icon: PackagePlus, group: "catalogue", order: 30, label: "addons" },
];

export default nav;
