import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Select } from "@hostler/ui/select";
import { Skeleton } from "@hostler/ui/skeleton";
import { useLink } from "@hostler/ui/lib/link";
import { Ask } from "@hostler/web-kit/react/ask";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { setLink } from "../api/change-domain";
import type { Domain } from "../api/domains";
import { linkableServices, linkedService } from "../api/linkable";

type LedTo = { service_id?: string; instance_id?: string; bucket?: string } | null | undefined;
const none = "none";

function serviceName(service: { domain?: string; hostname?: string; product: unknown; id: string }): string {
  return service.domain ?? service.hostname ?? (service.product as { name?: string } | undefined)?.name ?? service.id;
}

/** What the name leads to, noted for its owner: no record is changed by it. */
export function LinkCard({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  const Link = useLink();
  const [editing, setEditing] = useState(false);
  const link = domain.link as LedTo;
  const service = useQuery({ ...linkedService(link?.service_id ?? ""), enabled: Boolean(link?.service_id) }).data;
  return (
    <Card
      title={t("link.title")}
      action={
        !editing && (
          <Button variant="secondary" size="sm" onClick={() => setEditing(true)} aria-label={`${t("change")}: ${t("link.title")}`}>
            {t("change")}
          </Button>
        )
      }
    >
      {editing ? (
        <Choice domain={domain} current={link?.service_id} onDone={() => setEditing(false)} />
      ) : link?.service_id ? (
        <Link href={`/services/${link.service_id}`} className="inline-flex min-h-6 items-center text-sm text-primary hover:underline">
          {service ? serviceName(service) : link.service_id}
        </Link>
      ) : (
        <p className="text-sm text-muted-foreground">{link?.instance_id ?? link?.bucket ?? t("link.none")}</p>
      )}
    </Card>
  );
}

function Choice({ domain, current, onDone }: { domain: Domain; current?: string; onDone: () => void }) {
  const { t } = useTranslation(["domains", "common"]);
  const explain = useExplain();
  const queries = useQueryClient();
  const query = useQuery(linkableServices);
  const [chosen, setChosen] = useState(current ?? none);
  const save = useMutation({
    mutationFn: () => setLink(domain.id, chosen === none ? {} : { service_id: chosen }),
    onSuccess: async (fresh) => {
      queries.setQueryData(["domains", "one", domain.id], fresh);
      await queries.invalidateQueries({ queryKey: ["domains"] });
      onDone();
    },
  });
  return (
    <Ask query={query} skeleton={<Skeleton className="h-9" />}>
      {(services) => (
        <div className="flex flex-col gap-3">
          <Select
            aria-label={t("link.choose")}
            value={chosen}
            onValueChange={setChosen}
            options={[{ value: none, label: t("link.nothing") }, ...services.map((service) => ({ value: service.id, label: serviceName(service) }))]}
          />
          {save.error && (
            <p role="alert" className="text-xs text-destructive">
              {explain(save.error).detail}
            </p>
          )}
          <div className="flex gap-2">
            <Button size="sm" busy={save.isPending} onClick={() => save.mutate()}>
              {t("link.save")}
            </Button>
            <Button size="sm" variant="ghost" onClick={onDone}>
              {t("common:ui.cancel")}
            </Button>
          </div>
        </div>
      )}
    </Ask>
  );
}
