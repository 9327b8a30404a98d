import { defineFeature, page } from "@hostler/web-kit/features";
import { ReceiptText } from "lucide-react";

export default defineFeature({
  name: "invoices",
  texts: ["paying"],
  nav: [{ to: "/invoices", icon: ReceiptText, group: "billing", order: 10, key: "i" }],
  pages: [page("/invoices", () => import("./pages/invoice-list-page")), page("/invoices/$id", () => import("./pages/invoice-page"))],
  events: { "invoice.": ["invoices", "wallet", "billing"], "payment.": ["invoices", "wallet"] },
});
