import type { NavEntry } from "@hostler/web-kit/features";
import { CalendarDays } from "lucide-react";

const nav: NavEntry[] = [{ to: "/billing/calendar", icon: CalendarDays, group: "money", order: 55 }];

export default nav;
