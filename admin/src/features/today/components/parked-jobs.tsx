import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";

import { parkedJobs, type Job } from "../api/today";

export function ParkedJobs() {
  const { t } = useTranslation("today");
  const columns: Column<Job>[] = [
    { id: "kind", header: t("kind"), card: "title", cell: (job) => <code className="font-mono text-xs">{job.kind}</code> },
    { id: "error", header: t("last_error"), cell: (job) => <span className="line-clamp-2">{job.last_error}</span>, className: "w-1/2" },
    { id: "attempts", header: t("attempts"), align: "end", cell: (job) => job.attempts },
    { id: "since", header: t("since"), align: "end", card: "corner", cell: (job) => <Instant value={job.created_at} relative /> },
  ];
  return (
    <Card title={t("parked")} flush>
      <Ask query={useQuery(parkedJobs)} skeleton={<SkeletonRows rows={3} />}>
        {(list) => (
          <DataTable
            label={t("parked")}
            rows={list.data ?? []}
            columns={columns}
            rowId={(job) => job.id}
            empty={
              <EmptyState icon={CircleCheck} title={t("all_well")}>
                {t("parked_none")}
              </EmptyState>
            }
          />
        )}
      </Ask>
    </Card>
  );
}
