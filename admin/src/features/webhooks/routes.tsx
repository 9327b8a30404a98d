import { defineFeature, page } from "@hostler/web-kit/features";
import { Webhook } from "lucide-react";

export default defineFeature({
  name: "webhooks",
  nav: [{ to: "/webhooks/out", icon: Webhook, group: "automation", order: 30 }],
  pages: [page("/webhooks/out", () => import("./pages/webhooks-out-page"))],
});
