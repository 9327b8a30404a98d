import { ActingStart } from "@hostler/web-kit/react/acting";
import { useTitle } from "@hostler/web-kit/react/title";
import { useTranslation } from "react-i18next";

export default function ActingPage() {
  const { t } = useTranslation("acting");
  useTitle(t("title"));
  return <ActingStart home="/dashboard" />;
}
