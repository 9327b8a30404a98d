import { defineFeature, page } from "@hostler/web-kit/features";
import { ReceiptText } from "lucide-react";

export default defineFeature({
  name: "invoices",
  texts: ["desk", "documents", "people", "refunds"],
  nav: [{ to: "/invoices", icon: ReceiptText, group: "money", order: 10, key: "i" }],
  pages: [
    page("/invoices", () => import("./pages/invoice-list-page")),
    page("/invoices/new", () => import("./pages/new-invoice-page")),
    page("/invoices/$id", () => import("./pages/invoice-page")),
  ],
});
