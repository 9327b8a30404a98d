import type { NavEntry } from "@hostler/web-kit/features";
import { ReceiptText } from "lucide-react";

const nav: NavEntry[] = [{ to: "/invoices", icon: ReceiptText, group: "money", order: 10, key: "i" }];

export default nav;
