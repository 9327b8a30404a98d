import { Card } from "@hostler/ui/card";
import { CopyButton } from "@hostler/ui/copy-button";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Job } from "../api/jobs";

export function JobFacts({ job }: { job: Job }) {
  const { t } = useTranslation("jobs");
  return (
    <Card title={t("facts")}>
      <DescriptionList
        columns={2}
        facts={[
          [
            t("id"),
            <span key="id" className="inline-flex items-center gap-1">
              <code className="font-mono text-xs break-all">{job.id}</code>
              <CopyButton value={job.id} />
            </span>,
          ],
          [
            t("lane"),
            <code key="lane" className="font-mono text-xs">
              {job.lane}
            </code>,
          ],
          [
            t("attempts"),
            <span key="attempts" className="tabular-nums">
              {job.attempts}
            </span>,
          ],
          job.state === "queued" ? [t("next_try"), <Instant key="next" value={job.run_at} />] : null,
          job.state === "running" && job.progress > 0 ? [t("progress"), `${job.progress} %`] : null,
          [t("created"), <Instant key="created" value={job.created_at} />],
          job.finished_at ? [t("finished"), <Instant key="finished" value={job.finished_at} />] : null,
        ]}
      />
    </Card>
  );
}
