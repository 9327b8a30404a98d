import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

import { getDomain, getTimeline, isHeld, isUnderWay, type Domain } from "../api/domains";
import { AuthCodeCard } from "../components/auth-code-card";
import { ContactsCard } from "../components/contacts-card";
import { DnssecCard } from "../components/dnssec-card";
import { DomainBadge } from "../components/domain-badge";
import { DomainNotice } from "../components/domain-notice";
import { Expiry } from "../components/expiry";
import { History } from "../components/history";
import { LinkCard } from "../components/link-card";
import { NameserversCard } from "../components/nameservers-card";
import { RenewButton } from "../components/renew-button";
import { SettingsCard } from "../components/settings-card";
import { hasOpenRenewal, isSettling } from "../components/story";
import { TransferCard } from "../components/transfer-card";
import { WhoisButton } from "../components/whois-button";

export default function DomainPage() {
  const { t } = useTranslation("domains");
  const Link = useLink();
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getDomain(id));
  const story = useStory(id, query.data);
  const steps = story.data ?? [];
  useTitle(query.data?.unicode ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(domain) => {
        const held = isHeld(domain);
        return (
          <>
            <PageHeader
              trail={[{ label: t("title"), href: "/domains" }]}
              title={domain.unicode}
              description={domain.unicode === domain.name ? undefined : domain.name}
              badge={<DomainBadge domain={domain} />}
              actions={
                held && (
                  <>
                    <WhoisButton domain={domain} />
                    <Button asChild variant="secondary">
                      <Link href={`/domains/${id}/dns`}>{t("records")}</Link>
                    </Button>
                    {!hasOpenRenewal(steps) && domain.status === "active" && <RenewButton domains={[domain]} />}
                  </>
                )
              }
            />
            <DomainNotice domain={domain} steps={steps} />
            <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
              <div className="flex min-w-0 flex-col gap-4">
                <TransferCard domain={domain} steps={steps} />
                <Overview domain={domain} />
                {held && <SettingsCard domain={domain} steps={steps} />}
                <NameserversCard domain={domain} steps={steps} />
                <ContactsCard domain={domain} steps={steps} />
              </div>
              <div className="flex min-w-0 flex-col gap-4">
                <LinkCard domain={domain} />
                {held && <DnssecCard domain={domain} />}
                {held && <AuthCodeCard domain={domain} />}
                <History query={story} />
              </div>
            </div>
          </>
        );
      }}
    </Ask>
  );
}

/** What has happened; while the registrar is at work it is asked again, and the domain once it is done. */
function useStory(id: string, domain: Domain | undefined) {
  const queries = useQueryClient();
  const busy = domain !== undefined && isUnderWay(domain);
  const story = useQuery({ ...getTimeline(id), refetchInterval: ({ state }) => (busy || isSettling(state.data ?? []) ? 3000 : false) });
  const settling = isSettling(story.data ?? []);
  const before = useRef(false);
  useEffect(() => {
    if (before.current && !settling) void queries.invalidateQueries({ queryKey: ["domains", "one", id] });
    before.current = settling;
  }, [queries, id, settling]);
  return story;
}

function Overview({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  return (
    <Card title={t("overview")}>
      <DescriptionList
        columns={2}
        facts={[
          [t("expires"), <Expiry key="expires" domain={domain} />],
          [t("since"), <Instant key="since" value={domain.created_at} />],
        ]}
      />
    </Card>
  );
}
