import { SectionLinks } from "@hostler/web-kit/react/section-links";
import { useTranslation } from "@hostler/web-kit/react/texts";

export function SupportLinks() {
  const { t } = useTranslation("support");
  return (
    <SectionLinks
      label={t("section")}
      links={[
        { to: "/support", label: t("queue") },
        { to: "/support/settings", label: t("settings.title") },
      ]}
    />
  );
}
