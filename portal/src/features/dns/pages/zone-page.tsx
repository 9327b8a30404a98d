import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { getZone } from "../api/zones";
import { ZoneDesk } from "../components/zone-desk";
import { ZoneHeader } from "../components/zone-header";

export default function ZonePage() {
  const { t } = useTranslation("dns");
  const { zone: name = "" } = useParams({ strict: false }) as { zone?: string };
  const query = useQuery(getZone(name));
  useTitle(query.data ? t("of", { name: query.data.unicode }) : t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(zone) => (
        <>
          <ZoneHeader zone={zone} trail={[{ label: t("title"), href: "/dns" }]} />
          <ZoneDesk key={zone.id} zone={zone} />
        </>
      )}
    </Ask>
  );
}
