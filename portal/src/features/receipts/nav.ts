import type { NavEntry } from "@hostler/web-kit/features";
import { ReceiptIndianRupee } from "lucide-react";

const nav: NavEntry[] = [{ to: "/receipts", icon: ReceiptIndianRupee, group: "billing", order: 53 }];

export default nav;
