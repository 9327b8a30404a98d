import type { NavEntry } from "@hostler/web-kit/features";
import { HandCoins } from "lucide-react";

const nav: NavEntry[] = [{ to: "/receipts", icon: HandCoins, group: "money", order: 15, under: "/invoices" }];

export default nav;
