import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Notice } from "@hostler/ui/notice";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { PlugZap } from "lucide-react";

import type { Server } from "../../../hosts/servers";
import { getHealth, type Check, type Health } from "../api/health";

import { Capacity } from "./capacity";
import { LatencyBars } from "./latency-bars";

/** Asked now: whether it answers, what its checks say, and what room it has. */
export function HealthCard({ server }: { server: Server }) {
  const { t } = useTranslation("servers");
  const query = useQuery(getHealth(server.id));
  return (
    <Card
      title={t("health")}
      action={
        <Button size="sm" variant="secondary" busy={query.isFetching} onClick={() => void query.refetch()}>
          {!query.isFetching && <PlugZap aria-hidden />}
          {t("test")}
        </Button>
      }
    >
      <Ask query={query} skeleton={<Skeleton className="h-56" />}>
        {(health) => <Seen health={health} />}
      </Ask>
    </Card>
  );
}

function Seen({ health }: { health: Health }) {
  const { t } = useTranslation("servers");
  const latest = health.history[0];
  return (
    <div className="flex flex-col gap-4">
      {!health.answers && (
        <Notice tone="danger" title={t("no_answer")}>
          {[health.code, health.message].filter(Boolean).join(": ")}
        </Notice>
      )}
      <DescriptionList
        columns={2}
        facts={[
          [t("state"), <StatusBadge key="state" state={health.state} />],
          [t("state_since"), <Instant key="since" value={health.since} relative />],
          latest
            ? [
                t("latency"),
                <span key="latency" className="tabular-nums">
                  {t("ms", { ms: latest.latency_ms })}
                </span>,
              ]
            : null,
          [t("checked"), <Instant key="checked" value={health.checked_at} relative />],
        ]}
      />
      {health.reasons.length > 0 && (
        <ul className="flex flex-col gap-1 text-sm">
          {health.reasons.map((reason) => (
            <li key={`${reason.code} ${reason.message}`}>
              <code className="font-mono text-xs text-muted-foreground">{reason.code}</code> {reason.message}
            </li>
          ))}
        </ul>
      )}
      {health.capacity && <Capacity told={health.capacity} />}
      {health.history.length > 1 && <LatencyBars checks={health.history} />}
    </div>
  );
}

/** Every check that is kept, newest first. */
export function HistoryCard({ server }: { server: Server }) {
  const { t } = useTranslation("servers");
  const query = useQuery(getHealth(server.id));
  const columns: Column<Check>[] = [
    { id: "at", header: t("checked"), card: "title", cell: (check) => <Instant value={check.checked_at} /> },
    { id: "state", header: t("state"), card: "corner", cell: (check) => <StatusBadge state={check.state} /> },
    { id: "why", header: t("why"), cell: (check) => <span className="text-xs">{check.reasons.map(({ message, code }) => message || code).join(" ") || "–"}</span> },
    { id: "latency", header: t("latency"), align: "end", cell: (check) => t("ms", { ms: check.latency_ms }) },
  ];
  return (
    <Card title={t("history")} flush>
      <Ask query={query} skeleton={<Skeleton className="m-4 h-40" />}>
        {(health) => <DataTable label={t("history")} compact rows={health.history} columns={columns} rowId={(check) => check.id} />}
      </Ask>
    </Card>
  );
}
