import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable } from "@hostler/ui/data-table";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { Cable } from "lucide-react";

import { usePluginName } from "../../../plugins/plugin-name";
import { useOperationColumns } from "../../../wire/operation-columns";
import { recentOperations, type Operation } from "../../../wire/operations";
import type { Job } from "../api/jobs";

/** A call that the job may have made: to its plugin, and touched while the job lived. */
function mayBeOf(job: Job, plugin: string, call: Operation): boolean {
  return call.plugin === plugin && call.updated_at >= job.created_at && (!job.finished_at || call.created_at <= job.finished_at);
}

/** What was asked of its provider while it lived: request, state, what looking again has found. */
export function JobCalls({ job, plugin }: { job: Job; plugin: string }) {
  const { t } = useTranslation("jobs");
  const Link = useLink();
  const nameOf = usePluginName();
  const query = useQuery(recentOperations);
  const columns = useOperationColumns();
  return (
    <Card
      flush
      title={t("calls", { plugin: nameOf(plugin) })}
      action={
        <Button asChild variant="link" size="sm">
          <Link href="/provider-operations">{t("all_calls")}</Link>
        </Button>
      }
    >
      <p className="px-4 pb-2 text-xs text-muted-foreground">{t("calls_text")}</p>
      <Ask query={query} skeleton={<SkeletonRows rows={3} />}>
        {(all) => (
          <DataTable
            label={t("calls", { plugin: nameOf(plugin) })}
            compact
            rows={all.filter((call) => mayBeOf(job, plugin, call))}
            columns={columns}
            rowId={(call) => call.id}
            href={(call) => `/provider-operations/${call.id}`}
            empty={<EmptyState icon={Cable} title={t("no_calls")} />}
          />
        )}
      </Ask>
    </Card>
  );
}
