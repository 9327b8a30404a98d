import { defineFeature, page } from "@hostler/web-kit/features";
import { ScrollText } from "lucide-react";

export default defineFeature({
  name: "statement",
  nav: [{ to: "/billing/statement", icon: ScrollText, group: "billing", order: 50 }],
  pages: [page("/billing/statement", () => import("./pages/statement-page"))],
  events: { "payment.": ["statement"], "invoice.": ["statement"] },
});
