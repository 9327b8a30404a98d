import type { NavEntry } from "@hostler/web-kit/features";
import { Users } from "lucide-react";

const nav: NavEntry[] = [{ to: "/clients", icon: Users, group: "people", order: 10, key: "c" }];

export default nav;
