import type { NavEntry } from "@hostler/web-kit/features";
import { Mails } from "lucide-react";

const nav: NavEntry[] = [{ to: "/messages", icon: Mails, group: "people", order: 50, key: "e" }];

export default nav;
