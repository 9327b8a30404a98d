import { defineFeature, page } from "@hostler/web-kit/features";
import { Users } from "lucide-react";

export default defineFeature({
  name: "clients",
  texts: ["documents", "sold", "terms", "words"],
  nav: [{ to: "/clients", icon: Users, group: "people", order: 10, key: "c" }],
  pages: [page("/clients", () => import("./pages/client-list-page")), page("/clients/$id", () => import("./pages/client-page"))],
});
