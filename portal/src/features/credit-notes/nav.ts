import type { NavEntry } from "@hostler/web-kit/features";
import { ReceiptText } from "lucide-react";

const nav: NavEntry[] = [{ to: "/credit-notes", icon: ReceiptText, group: "billing", order: 52 }];

export default nav;
