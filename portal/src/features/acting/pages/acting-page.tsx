import { ActingStart } from "@hostler/web-kit/react/acting";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";

export default function ActingPage() {
  const { t } = useTranslation("acting");
  useTitle(t("title"));
  return <ActingStart home="/dashboard" />;
}
