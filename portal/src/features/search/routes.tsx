import { defineFeature, page } from "@hostler/web-kit/features";

export default defineFeature({ name: "search", texts: ["names"], pages: [page("/search", () => import("./pages/search-page"), "public")] });
