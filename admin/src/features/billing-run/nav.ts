import type { NavEntry } from "@hostler/web-kit/features";
import { CalendarCog } from "lucide-react";

const nav: NavEntry[] = [{ to: "/billing/run", icon: CalendarCog, group: "money", order: 50, key: "b" }];

export default nav;
