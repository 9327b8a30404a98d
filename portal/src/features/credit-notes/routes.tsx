import { defineFeature, page } from "@hostler/web-kit/features";
import { ReceiptText } from "lucide-react";

export default defineFeature({
  name: "credit-notes",
  nav: [{ to: "/credit-notes", icon: ReceiptText, group: "billing", order: 52 }],
  pages: [page("/credit-notes", () => import("./pages/credit-note-list-page")), page("/credit-notes/$id", () => import("./pages/credit-note-page"))],
  events: { "payment.refunded": ["credit-notes"], "invoice.": ["credit-notes"] },
});
