import type { NavEntry } from "@hostler/web-kit/features";
import { FileSignature } from "lucide-react";

const nav: NavEntry[] = [{ to: "/quotes", icon: FileSignature, group: "billing", order: 54 }];

export default nav;
