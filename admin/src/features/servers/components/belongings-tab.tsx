import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { Notice } from "@hostler/ui/notice";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, RefreshCw } from "lucide-react";

import type { Server } from "../../../hosts/servers";
import { Subject } from "../../../wire/subject";
import { getBelongings, type Belongings } from "../api/health";

/** Volumes, addresses, images of a cloud account that cost and that nobody has, and the reverse. */
export function BelongingsTab({ server }: { server: Server }) {
  const { t } = useTranslation("servers");
  const query = useQuery(getBelongings(server.id));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-muted-foreground">{t("belongings.text")}</p>
        <Button size="sm" variant="secondary" busy={query.isFetching} onClick={() => void query.refetch()}>
          {!query.isFetching && <RefreshCw aria-hidden />}
          {t("ask_again")}
        </Button>
      </div>
      <Ask query={query} skeleton={<Skeleton className="h-64" />}>
        {(told) => <Report told={told} />}
      </Ask>
    </div>
  );
}

function Report({ told }: { told: Belongings }) {
  const { t } = useTranslation("servers");
  const orphans: Column<Belongings["unknown"][number]>[] = [
    { id: "name", header: t("name"), card: "title", cell: (row) => row.name || row.id },
    { id: "kind", header: t("kind"), cell: (row) => row.kind },
    { id: "id", header: t("their_id"), cell: (row) => <span className="font-mono text-xs break-all">{row.id}</span> },
    { id: "reference", header: t("reference"), cell: (row) => <span className="font-mono text-xs break-all">{row.reference ?? "–"}</span> },
  ];
  const missing: Column<Belongings["missing"][number]>[] = [
    { id: "resource", header: t("resource"), card: "title", cell: (row) => <span className="font-mono text-xs break-all">{row.resource}</span> },
    { id: "kind", header: t("kind"), cell: (row) => row.kind },
    { id: "account", header: t("client"), cell: (row) => <Subject id={row.account} /> },
  ];
  return (
    <>
      {told.unreadable.length > 0 && (
        <Notice tone="warning" title={t("belongings.unreadable")}>
          {told.unreadable.join(", ")}
        </Notice>
      )}
      {told.unknown.length + told.missing.length === 0 && (
        <Card>
          <EmptyState icon={CircleCheck} title={t("belongings.none")} />
        </Card>
      )}
      {told.unknown.length > 0 && (
        <Card title={t("belongings.unknown")} flush>
          <DataTable label={t("belongings.unknown")} rows={told.unknown} columns={orphans} rowId={(row) => `${row.kind} ${row.id}`} />
        </Card>
      )}
      {told.missing.length > 0 && (
        <Card title={t("belongings.missing")} flush>
          <DataTable label={t("belongings.missing")} rows={told.missing} columns={missing} rowId={(row) => row.resource} />
        </Card>
      )}
    </>
  );
}
