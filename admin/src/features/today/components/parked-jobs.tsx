import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { useJobWords } from "../../../records/words";
import { isPlatforms, parkedJobs, type Job } from "../api/today";

/** The newest of what can't go on by itself, with why. */
export default function ParkedJobs() {
  const { t } = useTranslation("today");
  const Link = useLink();
  const words = useJobWords();
  const query = useQuery(parkedJobs);
  const columns: Column<Job>[] = [
    { id: "kind", header: t("kind"), card: "title", cell: (job) => <span title={job.kind}>{words(job.kind)}</span> },
    { id: "error", header: t("last_error"), cell: (job) => <span className="line-clamp-2">{job.last_error}</span>, className: "w-1/2" },
    { id: "attempts", header: t("attempts"), align: "end", cell: (job) => job.attempts },
    { id: "since", header: t("since"), align: "end", card: "corner", cell: (job) => <Instant value={job.created_at} relative /> },
  ];
  if (isPlatforms(query.error) || query.data?.data?.length === 0) return null;
  return (
    <Card
      title={t("parked")}
      flush
      action={
        <Button asChild variant="link" size="sm">
          <Link href="/jobs?state=parked">{t("all")}</Link>
        </Button>
      }
    >
      <Ask query={query} skeleton={<SkeletonRows rows={3} />}>
        {(list) => <DataTable label={t("parked")} rows={list.data ?? []} columns={columns} rowId={(job) => job.id} href={(job) => `/jobs/${job.id}`} />}
      </Ask>
    </Card>
  );
}
