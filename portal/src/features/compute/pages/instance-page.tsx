import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@hostler/ui/tabs";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { getInstance, isBusy, nameOf, powerState, productOf } from "../api/instances";
import { ActionNotice } from "../components/action-notice";
import { AutoShutdown } from "../components/auto-shutdown";
import { Belongings } from "../components/belongings";
import { Logs } from "../components/logs";
import { MachineAccess } from "../components/machine-access";
import { MachineFacts } from "../components/machine-facts";
import { Metrics } from "../components/metrics";
import { PowerButtons } from "../components/power-buttons";

const tabs = ["overview", "storage", "network", "logs"] as const;

export default function InstancePage() {
  const { t } = useTranslation("compute");
  const Link = useLink();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const [state, change] = useUrlState("tab");
  const tab = tabs.find((one) => one === state.tab) ?? "overview";
  const query = useQuery(getInstance(id));
  useTitle(query.data ? nameOf(query.data) : t("machines"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(instance) => {
        const living = instance.status === "active" || instance.status === "suspended";
        return (
          <>
            <PageHeader
              trail={[{ label: t("machines"), href: "/compute" }]}
              title={nameOf(instance)}
              description={productOf(instance)}
              badge={<StatusBadge state={instance.status !== "active" ? instance.status : isBusy(instance) ? "changing" : powerState(instance)} />}
              actions={instance.status === "active" ? <PowerButtons instance={instance} /> : undefined}
            />
            <ActionNotice instance={instance} />
            <Tabs value={tab} onValueChange={(next) => change({ tab: next === "overview" ? undefined : next }, true)}>
              <TabsList aria-label={nameOf(instance)}>
                {tabs.map((one) => (
                  <TabsTrigger key={one} value={one}>
                    {t(`tab.${one}`)}
                  </TabsTrigger>
                ))}
              </TabsList>
              <TabsContent value="overview">
                <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
                  <div className="flex min-w-0 flex-col gap-4">
                    <MachineFacts instance={instance} />
                    {living && <Metrics instance={instance} />}
                  </div>
                  {instance.status === "active" && (
                    <div className="flex min-w-0 flex-col gap-4">
                      <MachineAccess instance={instance} />
                      <AutoShutdown key={JSON.stringify(instance.auto_shutdown)} instance={instance} />
                    </div>
                  )}
                </div>
              </TabsContent>
              <TabsContent value="storage" className="flex flex-col gap-4">
                <Belongings word="volumes" instance={id} />
                <Belongings word="snapshots" instance={id} />
              </TabsContent>
              <TabsContent value="network" className="flex flex-col gap-4">
                <Belongings word="ips" instance={id} />
                <Belongings word="firewalls" instance={id} />
                <Belongings word="networks" instance={id} />
                <Button asChild variant="link" className="self-start px-0">
                  <Link href="/compute/load-balancers">{t("kind.load_balancers.title")}</Link>
                </Button>
              </TabsContent>
              <TabsContent value="logs">
                <Logs id={id} />
              </TabsContent>
            </Tabs>
          </>
        );
      }}
    </Ask>
  );
}
