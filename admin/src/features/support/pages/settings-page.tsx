import { PageHeader } from "@hostler/ui/page-header";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";

import { CannedCard } from "../components/canned-card";
import { DepartmentsCard } from "../components/departments-card";
import { SupportLinks } from "../components/support-links";

export default function SettingsPage() {
  const { t } = useTranslation("support");
  useTitle(t("settings.title"));
  return (
    <>
      <PageHeader title={t("settings.title")} description={t("settings.description")} />
      <SupportLinks />
      <div className="flex flex-col gap-4">
        <DepartmentsCard />
        <CannedCard />
      </div>
    </>
  );
}
