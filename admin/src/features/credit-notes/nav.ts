import type { NavEntry } from "@hostler/web-kit/features";
import { FileMinus2 } from "lucide-react";

const nav: NavEntry[] = [{ to: "/credit-notes", icon: FileMinus2, group: "money", order: 11, under: "/invoices" }];

export default nav;
