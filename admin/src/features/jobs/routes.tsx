import { defineFeature, page } from "@hostler/web-kit/features";
import { Workflow } from "lucide-react";

export default defineFeature({
  name: "jobs",
  texts: ["wire", "words"],
  nav: [{ to: "/jobs", icon: Workflow, group: "automation", order: 10, key: "j" }],
  pages: [page("/jobs", () => import("./pages/job-list-page")), page("/jobs/$id", () => import("./pages/job-page"))],
});
