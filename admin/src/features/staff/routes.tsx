import { defineFeature, page } from "@hostler/web-kit/features";
import { KeySquare, UserRoundCog } from "lucide-react";

export default defineFeature({
  name: "staff",
  texts: ["desk"],
  nav: [
    { to: "/staff", icon: UserRoundCog, group: "setup", order: 30, label: "staff" },
    { to: "/roles", icon: KeySquare, group: "setup", order: 40, label: "roles" },
  ],
  pages: [page("/staff", () => import("./pages/staff-page")), page("/roles", () => import("./pages/role-page"))],
});
