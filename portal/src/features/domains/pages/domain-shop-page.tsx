import { useTitle } from "@hostler/web-kit/react/title";
import { useTranslation } from "react-i18next";

import { DomainShop } from "../../../names/domain-shop";

export default function DomainShopPage() {
  const { t } = useTranslation("domains");
  useTitle(t("title"));
  return <DomainShop />;
}
