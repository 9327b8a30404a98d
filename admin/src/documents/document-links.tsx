import { SectionLinks } from "@hostler/web-kit/react/section-links";
import { useTranslation } from "@hostler/web-kit/react/texts";

/** The papers of the shop, side by side. */
export function DocumentLinks() {
  const { t } = useTranslation("documents");
  return (
    <SectionLinks
      label={t("papers")}
      links={[
        { to: "/invoices", label: t("paper.invoices") },
        { to: "/credit-notes", label: t("paper.credit_notes") },
        { to: "/quotes", label: t("paper.quotes") },
        { to: "/billable", label: t("paper.billable") },
        { to: "/tds", label: t("paper.tds") },
        { to: "/receipts", label: t("paper.receipts") },
      ]}
    />
  );
}
