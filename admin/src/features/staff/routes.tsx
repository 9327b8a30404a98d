import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "staff",
  texts: ["desk"],
  pages: [page("/staff", () => import("./pages/staff-page")), page("/roles", () => import("./pages/role-page"))],
});
