import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { UrlTabs } from "@hostler/web-kit/react/url-tabs";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { lazy } from "react";

import { PluginName } from "../../../plugins/plugin-name";
import { getServer } from "../api/servers";
import { HealthCard, HistoryCard } from "../components/health-card";
import { ServerActs } from "../components/server-acts";
import { ServerFacts } from "../components/server-facts";

const BelongingsTab = lazy(() => import("../components/belongings-tab").then((module) => ({ default: module.BelongingsTab })));
const DriftTab = lazy(() => import("../components/drift-tab").then((module) => ({ default: module.DriftTab })));

export default function ServerPage() {
  const { t } = useTranslation("servers");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getServer(id));
  useTitle(query.data?.name ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(server) => (
        <>
          <PageHeader
            trail={[{ label: t("title"), href: "/servers" }]}
            title={server.name}
            description={<PluginName of={server.plugin} />}
            badge={<StatusBadge state={server.status} />}
            actions={<ServerActs server={server} />}
          />
          <UrlTabs
            label={t("one")}
            tabs={[
              {
                id: "health",
                label: t("tab.health"),
                content: () => (
                  <div className="flex flex-col gap-4">
                    <div className="grid items-start gap-4 lg:grid-cols-2">
                      <HealthCard server={server} />
                      <ServerFacts server={server} />
                    </div>
                    <HistoryCard server={server} />
                  </div>
                ),
              },
              { id: "drift", label: t("tab.drift"), content: () => <DriftTab server={server} /> },
              { id: "belongings", label: t("tab.belongings"), content: () => <BelongingsTab server={server} /> },
            ]}
          />
        </>
      )}
    </Ask>
  );
}
