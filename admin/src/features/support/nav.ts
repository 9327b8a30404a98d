import type { NavEntry } from "@hostler/web-kit/features";
import { LifeBuoy, Settings2 } from "lucide-react";

const nav: NavEntry[] = [
  { to: "/support", icon: LifeBuoy, group: "people", order: 45, key: "u" },
  { to: "/support/settings", icon: Settings2, group: "people", order: 46, label: "settings", under: "/support" },
];

export default nav;
