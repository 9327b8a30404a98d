import type { NavEntry } from "@hostler/web-kit/features";
import { HandCoins } from "lucide-react";

const nav: NavEntry[] = [{ to: "/receipts", icon: HandCoins, group: "billing", order: 53 }];

export default nav;
