import type { NavEntry } from "@hostler/web-kit/features";
import { Boxes, Cpu, Database } from "lucide-react";

const nav: NavEntry[] = [
  { to: "/compute", icon: Cpu, group: "products", order: 30, key: "m", label: "machines" },
  { to: "/kubernetes", icon: Boxes, group: "products", order: 32, label: "kubernetes" },
  { to: "/databases", icon: Database, group: "products", order: 34, label: "databases" },
];

export default nav;
