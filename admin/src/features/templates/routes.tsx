import { defineFeature, page } from "@hostler/web-kit/features";
import { MailOpen } from "lucide-react";

export default defineFeature({
  name: "templates",
  texts: ["desk", "words"],
  nav: [{ to: "/templates", icon: MailOpen, group: "setup", order: 20 }],
  pages: [page("/templates", () => import("./pages/template-list-page")), page("/templates/$kind/$name", () => import("./pages/template-page"))],
});
