import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, Import, RefreshCw } from "lucide-react";
import { useState } from "react";

import { Differences } from "../../../hosts/differences";
import { getDrift, type Drift, type MissingAccount, type UnknownAccount } from "../../../hosts/drift";
import { RepairButtons } from "../../../hosts/repair-buttons";
import type { Server } from "../../../hosts/servers";
import { Subject } from "../../../wire/subject";

import { ImportSheet } from "./import-sheet";

/** What is there beside what we believe; asked when the tab is opened. */
export function DriftTab({ server }: { server: Server }) {
  const { t } = useTranslation("servers");
  const query = useQuery(getDrift(server.id));
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-sm text-muted-foreground">{t("drift.text")}</p>
        <Button size="sm" variant="secondary" busy={query.isFetching} onClick={() => void query.refetch()}>
          {!query.isFetching && <RefreshCw aria-hidden />}
          {t("ask_again")}
        </Button>
      </div>
      <Ask query={query} skeleton={<Skeleton className="h-64" />}>
        {(drift) => <Report drift={drift} server={server} />}
      </Ask>
    </div>
  );
}

function Report({ drift, server }: { drift: Drift; server: Server }) {
  const { t } = useTranslation("servers");
  const all = drift.missing.length + drift.unknown.length + drift.differing.length;
  return (
    <>
      <p role="status" className="text-sm tabular-nums">
        {t("drift.sum", { agreeing: drift.agreeing, differing: drift.differing.length, missing: drift.missing.length, unknown: drift.unknown.length })}
      </p>
      {all === 0 && (
        <Card>
          <EmptyState icon={CircleCheck} title={t("drift.none")}>
            {t("drift.none_text", { count: drift.agreeing })}
          </EmptyState>
        </Card>
      )}
      {drift.differing.length > 0 && (
        <Card title={t("drift.differing")} flush>
          <ul className="divide-y">
            {drift.differing.map((row) => (
              <li key={row.service} className="flex flex-col gap-3 px-4 py-3">
                <p className="text-sm font-medium">
                  <span className="font-mono">{row.account}</span> · <Subject id={row.service} />
                </p>
                <Differences row={row} />
                <RepairButtons server={server.id} service={row.service} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {drift.missing.length > 0 && <Missing rows={drift.missing} server={server} />}
      {drift.unknown.length > 0 && <Unknown rows={drift.unknown} server={server} />}
    </>
  );
}

function Missing({ rows, server }: { rows: MissingAccount[]; server: Server }) {
  const { t } = useTranslation("servers");
  const columns: Column<MissingAccount>[] = [
    { id: "account", header: t("account"), card: "title", cell: (row) => <span className="font-mono text-xs">{row.account}</span> },
    { id: "domain", header: t("domain"), cell: (row) => row.domain || "–" },
    { id: "status", header: t("status"), card: "corner", cell: (row) => <StatusBadge state={row.status} /> },
    { id: "service", header: t("service"), cell: (row) => <Subject id={row.service} /> },
    { id: "repair", header: t("repair"), cell: (row) => <RepairButtons server={server.id} service={row.service} missing /> },
  ];
  return (
    <Card title={t("drift.missing")} flush>
      <DataTable label={t("drift.missing")} rows={rows} columns={columns} rowId={(row) => row.service} />
    </Card>
  );
}

/** Accounts that are none of ours: made by hand, or left behind. */
function Unknown({ rows, server }: { rows: UnknownAccount[]; server: Server }) {
  const { t } = useTranslation("servers");
  const [taking, setTaking] = useState<UnknownAccount | null>(null);
  const columns: Column<UnknownAccount>[] = [
    { id: "account", header: t("account"), card: "title", cell: (row) => <span className="font-mono text-xs">{row.username || row.account}</span> },
    { id: "domain", header: t("domain"), cell: (row) => row.domain || "–" },
    { id: "package", header: t("package"), cell: (row) => row.package ?? "–" },
    { id: "state", header: t("status"), card: "corner", cell: (row) => <StatusBadge state={row.suspended ? "suspended" : "active"} /> },
    {
      id: "take",
      header: t("take"),
      cell: (row) => (
        <Button size="sm" variant="secondary" aria-label={t("import_one", { account: row.account })} onClick={() => setTaking(row)}>
          <Import aria-hidden />
          {t("import")}
        </Button>
      ),
    },
  ];
  return (
    <Card title={t("drift.unknown")} flush>
      <p className="px-4 pb-2 text-xs text-muted-foreground">{t("drift.unknown_text")}</p>
      <DataTable label={t("drift.unknown")} rows={rows} columns={columns} rowId={(row) => row.account} />
      {taking && <ImportSheet server={server} account={taking} onClose={() => setTaking(null)} />}
    </Card>
  );
}
