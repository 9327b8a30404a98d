import { Card } from "@hostler/ui/card";
import { DescriptionList } from "@hostler/ui/description-list";
import { groupedPhone } from "@hostler/ui/lib/grouped-phone";
import { useLink } from "@hostler/ui/lib/link";
import { useWords } from "@hostler/ui/lib/ui-text";
import { useBrand } from "@hostler/web-kit/brand";
import { useTranslation } from "@hostler/web-kit/react/texts";

/** Whose shop this is, as strangers see it. */
export function ShopCard() {
  const { t } = useTranslation("settings");
  const { locale } = useWords();
  const Link = useLink();
  const brand = useBrand();
  const country = brand.country && new Intl.DisplayNames([locale], { type: "region" }).of(brand.country);
  const currency = new Intl.DisplayNames([locale], { type: "currency" }).of(brand.currency);
  const language = new Intl.DisplayNames([locale], { type: "language" }).of(brand.locale);
  return (
    <Card
      title={t("shop")}
      action={
        <Link href="/settings/company" className="text-sm text-primary hover:underline">
          {t("change_shop")}
        </Link>
      }
    >
      <DescriptionList
        columns={3}
        facts={[
          [t("shop_name"), brand.name],
          [t("legal_name"), brand.legal_name || "–"],
          [t("country"), country || "–"],
          [t("currency"), `${currency} (${brand.currency})`],
          [t("language"), language],
          [t("email"), brand.email || "–"],
          [t("phone"), groupedPhone(brand.phone) || "–"],
        ]}
      />
      <p className="mt-3 text-xs text-muted-foreground">{t("shop_text")}</p>
    </Card>
  );
}
