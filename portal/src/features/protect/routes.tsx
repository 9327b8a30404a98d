import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({
  name: "protect",
  pages: [page("/protect", () => import("./pages/protect-page"), "bare")],
});
