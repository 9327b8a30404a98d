import type { NavEntry } from "@hostler/web-kit/features";
import { CalendarClock } from "lucide-react";

const nav: NavEntry[] = [{ to: "/automation/rules", icon: CalendarClock, group: "automation", order: 10, key: "r" }];

export default nav;
