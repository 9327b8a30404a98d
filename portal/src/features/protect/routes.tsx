import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "protect",
  texts: ["account"],
  pages: [page("/protect", () => import("./pages/protect-page"), "bare")],
});
