import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { CopyButton } from "@hostler/ui/copy-button";
import { toast } from "@hostler/ui/toaster";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";

import { domainNamed, setNameservers, type Domain } from "../api/domain";
import type { Zone } from "../api/zones";

/** Where the name has to point for these records to count, and whether it does. */
export function Nameservers({ zone }: { zone: Zone }) {
  const { t } = useTranslation("dns");
  const servers = zone.nameservers ?? [];
  const domain = useQuery(domainNamed(zone.name)).data;
  if (servers.length === 0) return null;
  const there = domain?.nameservers ?? [];
  const points = servers.length === there.length && servers.every((server) => there.includes(server));
  return (
    // Where the records have no effect that comes first; else the records do.
    <Card title={t("servers.title")} className={domain && !points ? "max-2xl:order-first" : undefined}>
      <ul className="flex flex-col gap-x-10 text-sm max-2xl:sm:flex-row max-2xl:sm:flex-wrap">
        {servers.map((server) => (
          <li key={server} className="flex items-center justify-between gap-2">
            <code className="min-w-0 font-mono break-all">{server}</code>
            <CopyButton value={server} />
          </li>
        ))}
      </ul>
      {domain === undefined ? null : domain === null ? (
        <p className="mt-2 text-xs text-muted-foreground">{t("servers.elsewhere")}</p>
      ) : points ? (
        <p className="mt-2 flex items-start gap-1.5 text-xs text-success">
          <CircleCheck className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          {t("servers.points")}
        </p>
      ) : (
        <Elsewhere domain={domain} servers={servers} />
      )}
    </Card>
  );
}

function Elsewhere({ domain, servers }: { domain: Domain; servers: string[] }) {
  const { t } = useTranslation("dns");
  const explain = useExplain();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const change = useMutation({
    mutationFn: () => setNameservers(domain.id, servers),
    onSuccess: () => {
      setAsking(false);
      void toast("success", t("servers.changing"));
      void queries.invalidateQueries({ queryKey: ["domains"] });
    },
  });
  return (
    <div className="mt-3 flex flex-col gap-2">
      <p className="flex items-start gap-1.5 text-xs text-warning">
        <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
        {t("servers.other", { servers: (domain.nameservers ?? []).join(", ") || "–" })}
      </p>
      <Button size="sm" variant="secondary" className="self-start" onClick={() => setAsking(true)}>
        {t("servers.use")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("servers.use_title", { name: domain.unicode })}
        consequence={t("servers.consequence")}
        confirm={t("servers.use")}
        busy={change.isPending}
        error={change.error ? explain(change.error).detail : undefined}
        onConfirm={() => change.mutate()}
      />
    </div>
  );
}
