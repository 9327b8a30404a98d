import { defineFeature, page } from "@hostler/web-kit/features";

/** Where staff who act in a client's place come in. */
export default defineFeature({
  name: "acting",
  pages: [page("/acting", () => import("./pages/acting-page"), "bare")],
});
