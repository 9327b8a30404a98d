import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { system } from "../api/today";

export function EngineCard() {
  const { t } = useTranslation("today");
  return (
    <Card title={t("engine")}>
      <Ask query={useQuery(system)} skeleton={<Skeleton className="h-28" />}>
        {(facts) => (
          <DescriptionList
            columns={2}
            facts={[
              [
                t("version"),
                <span key="version" className="font-mono">
                  {facts.version}
                </span>,
              ],
              [t("environment"), facts.environment],
              [t("database"), facts.database],
              [
                t("nodes"),
                <span key="nodes" className="tabular-nums">
                  {facts.nodes}
                </span>,
              ],
              [t("mode"), facts.mode],
              [t("clock"), <Instant key="clock" value={facts.now} />],
              [
                t("jobs_done"),
                <span key="done" className="tabular-nums">
                  {facts.jobs.done}
                </span>,
              ],
            ]}
          />
        )}
      </Ask>
    </Card>
  );
}
