import type { NavEntry } from "@hostler/web-kit/features";
import { BookOpenText, Megaphone, Scale, Siren } from "lucide-react";

const home = "/knowledgebase";

const nav: NavEntry[] = [
  { to: home, icon: BookOpenText, group: "people", order: 60, key: "k" },
  { to: "/announcements", icon: Megaphone, group: "people", order: 61, label: "announcements", under: home },
  { to: "/incidents", icon: Siren, group: "people", order: 62, label: "incidents", under: home },
  { to: "/legal", icon: Scale, group: "people", order: 63, label: "legal", under: home },
];

export default nav;
