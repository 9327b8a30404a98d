import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { useLink } from "@hostler/ui/lib/link";
import { Notice } from "@hostler/ui/notice";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";

import { Differences } from "../../../hosts/differences";
import { getDrift, type Drift } from "../../../hosts/drift";
import { RepairButtons } from "../../../hosts/repair-buttons";
import { serversByName } from "../../../hosts/servers";
import type { Service } from "../../../sold/service";

/** Whether the provider has it as we believe; asked when the tab is opened. */
export function DriftTab({ service }: { service: Service }) {
  const { t } = useTranslation("services");
  const servers = useQuery(serversByName);
  if (!service.server) return <p className="text-sm text-muted-foreground">{t("drift.no_server")}</p>;
  return (
    <Ask query={servers} skeleton={<Skeleton className="h-40" />}>
      {(all) => {
        const server = all.get(service.server ?? "");
        return server ? <Compared service={service} server={server.id} /> : <p className="text-sm text-muted-foreground">{t("drift.server_gone")}</p>;
      }}
    </Ask>
  );
}

function Compared({ service, server }: { service: Service; server: string }) {
  const { t } = useTranslation("services");
  const Link = useLink();
  const query = useQuery(getDrift(server));
  return (
    <Card
      title={t("drift.title")}
      action={
        <span className="flex flex-wrap gap-2">
          <Button asChild size="sm" variant="link">
            <Link href={`/servers/${server}?tab=drift`}>{t("drift.whole_server")}</Link>
          </Button>
          <Button size="sm" variant="secondary" busy={query.isFetching} onClick={() => void query.refetch()}>
            {!query.isFetching && <RefreshCw aria-hidden />}
            {t("drift.ask_again")}
          </Button>
        </span>
      }
    >
      <Ask query={query} skeleton={<Skeleton className="h-32" />}>
        {(drift) => <Verdict drift={drift} service={service} server={server} />}
      </Ask>
    </Card>
  );
}

function Verdict({ drift, service, server }: { drift: Drift; service: Service; server: string }) {
  const { t } = useTranslation("services");
  const differing = drift.differing.find((row) => row.service === service.id);
  const missing = drift.missing.find((row) => row.service === service.id);
  if (missing)
    return (
      <Notice tone="danger" title={t("drift.missing")} action={<RepairButtons server={server} service={service.id} missing />}>
        {t("drift.missing_text", { account: missing.account })}
      </Notice>
    );
  if (differing)
    return (
      <div className="flex flex-col gap-4">
        <Differences row={differing} />
        <RepairButtons server={server} service={service.id} />
      </div>
    );
  return (
    <Notice tone="success" title={t("drift.agrees")}>
      {t("drift.agrees_text")}
    </Notice>
  );
}
