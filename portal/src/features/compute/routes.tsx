import { defineFeature, page } from "@hostler/web-kit/features";

// What belongs to machines: eleven kinds, one list and one page.
const parts = ["volumes", "ips", "firewalls", "networks", "load-balancers", "snapshots", "ssh-keys", "images", "isos"].map((word) => `/compute/${word}`);

export default defineFeature({
  name: "compute",
  texts: ["catalog"],
  pages: [
    page("/compute", () => import("./pages/instance-list-page")),
    page("/compute/$id", () => import("./pages/instance-page")),
    ...[...parts, "/kubernetes", "/databases"].flatMap((path) => [page(path, () => import("./pages/part-list-page")), page(`${path}/$id`, () => import("./pages/part-page"))]),
  ],
  events: { "compute.": ["instances", "parts"], "service.": ["instances"], "job.": ["instances", "parts"] },
});
