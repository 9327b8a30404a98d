import { SectionLinks } from "@hostler/web-kit/react/section-links";
import { useTranslation } from "@hostler/web-kit/react/texts";

/** What the public pages say, side by side. */
export function ContentLinks() {
  const { t } = useTranslation("content");
  return (
    <SectionLinks
      label={t("section")}
      links={[
        { to: "/knowledgebase", label: t("articles.title") },
        { to: "/announcements", label: t("announcements.title") },
        { to: "/incidents", label: t("incidents.title") },
        { to: "/legal", label: t("legal.title") },
      ]}
    />
  );
}
