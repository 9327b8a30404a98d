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

import { nameOfService, productOf, shownState, type Service } from "../../../sold/service";
import { getService } from "../api/services";
import { ExtrasCard, ProviderFacts, ServiceFacts } from "../components/facts-cards";
import { ServiceActs } from "../components/service-acts";
import { StateNotice } from "../components/state-notice";
import { TimelineCard } from "../components/timeline-card";

const DriftTab = lazy(() => import("../components/drift-tab").then((module) => ({ default: module.DriftTab })));
const PricesTab = lazy(() => import("../components/prices-tab").then((module) => ({ default: module.PricesTab })));
const OperationsCard = lazy(() => import("../../../wire/operations-card").then((module) => ({ default: module.OperationsCard })));

export default function ServicePage() {
  const { t } = useTranslation("services");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getService(id));
  useTitle(query.data ? nameOfService(query.data) : t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(service) => (
        <>
          <PageHeader
            trail={[{ label: t("title"), href: "/services" }]}
            title={nameOfService(service)}
            description={productOf(service)?.name}
            badge={
              <>
                <StatusBadge state={service.status} />
                {service.provisioning.state !== "idle" && <StatusBadge state={shownState(service)} />}
              </>
            }
            actions={<ServiceActs service={service} />}
          />
          <StateNotice service={service} />
          <UrlTabs
            label={t("one")}
            tabs={[
              { id: "overview", label: t("tab.overview"), content: () => <Overview service={service} /> },
              { id: "prices", label: t("tab.prices"), content: () => <PricesTab service={service} /> },
              { id: "calls", label: t("tab.calls"), content: () => <OperationsCard subject={service.id} /> },
              { id: "drift", label: t("tab.drift"), content: () => <DriftTab service={service} /> },
            ]}
          />
        </>
      )}
    </Ask>
  );
}

function Overview({ service }: { service: Service }) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[1fr_24rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <ServiceFacts service={service} />
        <ExtrasCard service={service} />
        <ProviderFacts service={service} />
      </div>
      <TimelineCard service={service} />
    </div>
  );
}
