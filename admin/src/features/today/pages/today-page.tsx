import { PageHeader } from "@hostler/ui/page-header";
import { useTitle } from "@hostler/web-kit/react/title";
import { useTranslation } from "react-i18next";

import { Attention } from "../components/attention";
import { EngineCard } from "../components/engine-card";
import { ParkedJobs } from "../components/parked-jobs";
import { PluginsCard } from "../components/plugins-card";

export default function TodayPage() {
  const { t } = useTranslation("today");
  useTitle(t("title"));
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="flex flex-col gap-4">
        <Attention />
        <ParkedJobs />
        <div className="grid gap-4 lg:grid-cols-2">
          <EngineCard />
          <PluginsCard />
        </div>
      </div>
    </>
  );
}
