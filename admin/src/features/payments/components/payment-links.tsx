import { SectionLinks } from "@hostler/web-kit/react/section-links";
import { useTranslation } from "@hostler/web-kit/react/texts";

export function PaymentLinks() {
  const { t } = useTranslation("payments");
  return (
    <SectionLinks
      label={t("section")}
      links={[
        { to: "/transactions", label: t("transactions.title") },
        { to: "/payments", label: t("attempts.title") },
        { to: "/payments/awaiting", label: t("awaiting.title") },
        { to: "/payments/unmatched", label: t("unmatched.title") },
        { to: "/refunds", label: t("refunds.title") },
        { to: "/disputes", label: t("disputes.title") },
      ]}
    />
  );
}
