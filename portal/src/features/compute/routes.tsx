import { defineFeature, page } from "@hostler/web-kit/features";
import { Boxes, Cpu, Database } from "lucide-react";

// What belongs to machines: eleven kinds, one list and one page.
const parts = ["volumes", "ips", "firewalls", "networks", "load-balancers", "snapshots", "ssh-keys", "images", "isos"].map((word) => `/compute/${word}`);

export default defineFeature({
  name: "compute",
  texts: ["catalog"],
  nav: [
    { to: "/compute", icon: Cpu, group: "products", order: 30, key: "m", label: "machines" },
    { to: "/kubernetes", icon: Boxes, group: "products", order: 32, label: "kubernetes" },
    { to: "/databases", icon: Database, group: "products", order: 34, label: "databases" },
  ],
  pages: [
    page("/compute", () => import("./pages/instance-list-page")),
    page("/compute/$id", () => import("./pages/instance-page")),
    ...[...parts, "/kubernetes", "/databases"].flatMap((path) => [page(path, () => import("./pages/part-list-page")), page(`${path}/$id`, () => import("./pages/part-page"))]),
  ],
  events: { "compute.": ["instances", "parts"], "service.": ["instances"], "job.": ["instances", "parts"] },
});
