import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";

import { DomainShop } from "../../../names/domain-shop";

export default function DomainShopPage() {
  const { t } = useTranslation("domains");
  useTitle(t("title"));
  return <DomainShop />;
}
