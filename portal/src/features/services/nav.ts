import type { NavEntry } from "@hostler/web-kit/features";
import { Server } from "lucide-react";

const nav: NavEntry[] = [{ to: "/services", icon: Server, group: "products", order: 10, key: "s" }];

export default nav;
