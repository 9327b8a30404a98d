import type { NavEntry } from "@hostler/web-kit/features";
import { FileSignature } from "lucide-react";

const nav: NavEntry[] = [{ to: "/quotes", icon: FileSignature, group: "money", order: 12, under: "/invoices" }];

export default nav;
