import type { NavEntry } from "@hostler/web-kit/features";
import { Workflow } from "lucide-react";

const nav: NavEntry[] = [{ to: "/jobs", icon: Workflow, group: "automation", order: 10, key: "j" }];

export default nav;
