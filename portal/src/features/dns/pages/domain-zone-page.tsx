import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { ApiError } from "@hostler/web-kit/problem";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ListTree } from "lucide-react";

import { getDomain, type Domain } from "../api/domain";
import { getZone } from "../api/zones";
import { NewZoneForm } from "../components/new-zone-form";
import { ZoneDesk } from "../components/zone-desk";
import { ZoneHeader } from "../components/zone-header";

/** The records of a domain, or the way to have them served here. */
export default function DomainZonePage() {
  const { t } = useTranslation("dns");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getDomain(id));
  useTitle(query.data ? t("of", { name: query.data.unicode }) : t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(domain) => <OfDomain domain={domain} />}
    </Ask>
  );
}

function OfDomain({ domain }: { domain: Domain }) {
  const { t } = useTranslation("dns");
  const query = useQuery(getZone(domain.name));
  const trail = [
    { label: t("domains"), href: "/domains" },
    { label: domain.unicode, href: `/domains/${domain.id}` },
  ];
  const servers = (domain.nameservers ?? []).join(", ");
  const missing = query.error instanceof ApiError && query.error.status === 404;
  if (missing)
    return (
      <>
        <PageHeader title={t("of", { name: domain.unicode })} trail={trail} />
        <Card flush>
          <EmptyState
            icon={ListTree}
            title={t("not_served")}
            action={
              <div className="mt-2 w-full max-w-sm">
                <NewZoneForm name={domain.name} onAdded={() => undefined} />
              </div>
            }
          >
            {servers ? t("not_served_text", { servers }) : t("not_served_unknown")}
          </EmptyState>
        </Card>
      </>
    );
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(zone) => (
        <>
          <ZoneHeader zone={zone} trail={trail} />
          <ZoneDesk key={zone.id} zone={zone} />
        </>
      )}
    </Ask>
  );
}
