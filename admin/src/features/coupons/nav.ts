import type { NavEntry } from "@hostler/web-kit/features";
import { TicketPercent } from "lucide-react";

const nav: NavEntry[] = [{ to: "/coupons", icon: TicketPercent, group: "catalogue", order: 50 }];

export default nav;
