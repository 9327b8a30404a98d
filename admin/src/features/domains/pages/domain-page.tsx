import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { UrlTabs } from "@hostler/web-kit/react/url-tabs";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { shownState, workOf, type Domain } from "../../../sold/domain";
import { OperationsCard } from "../../../wire/operations-card";
import { getDomain } from "../api/domains";
import { DomainActs } from "../components/domain-acts";
import { Contacts, DomainFacts, Nameservers } from "../components/domain-facts";
import { DomainNotice } from "../components/domain-notice";
import { TimelineCard } from "../components/timeline-card";

export default function DomainPage() {
  const { t } = useTranslation("domains");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getDomain(id));
  useTitle(query.data?.unicode ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(domain) => (
        <>
          <PageHeader
            trail={[{ label: t("title"), href: "/domains" }]}
            title={domain.unicode}
            badge={
              <>
                <StatusBadge state={domain.status} />
                {workOf(domain).state !== "idle" && shownState(domain) !== domain.status && <StatusBadge state={shownState(domain)} />}
              </>
            }
            actions={<DomainActs domain={domain} />}
          />
          <DomainNotice domain={domain} />
          <UrlTabs
            label={t("one")}
            tabs={[
              { id: "overview", label: t("tab.overview"), content: () => <Overview domain={domain} /> },
              { id: "calls", label: t("tab.calls"), content: () => <OperationsCard subject={domain.id} /> },
            ]}
          />
        </>
      )}
    </Ask>
  );
}

function Overview({ domain }: { domain: Domain }) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[1fr_24rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <DomainFacts domain={domain} />
        <Nameservers domain={domain} />
        <Contacts domain={domain} />
      </div>
      <TimelineCard domain={domain} />
    </div>
  );
}
