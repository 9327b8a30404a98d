import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMemo } from "react";

import { useJobWords } from "../../../records/words";
import type { Job } from "../api/jobs";

export function useJobColumns(): Column<Job>[] {
  const { t } = useTranslation("jobs");
  const words = useJobWords();
  return useMemo(
    () => [
      { id: "kind", header: t("kind"), card: "title", cell: (job) => <span title={job.kind}>{words(job.kind)}</span> },
      { id: "state", header: t("state"), card: "corner", cell: (job) => <StatusBadge state={job.state} /> },
      { id: "error", header: t("last_error"), className: "w-2/5 max-w-96", cell: (job) => (job.last_error ? <span className="line-clamp-2 text-xs">{job.last_error}</span> : "–") },
      { id: "attempts", header: t("attempts"), align: "end", cell: (job) => job.attempts },
      { id: "next", header: t("next_try"), align: "end", cell: (job) => (job.state === "queued" ? <Instant value={job.run_at} relative /> : "–") },
      { id: "created", header: t("created"), align: "end", sort: "created_at", cell: (job) => <Instant value={job.created_at} relative /> },
    ],
    [t, words],
  );
}
