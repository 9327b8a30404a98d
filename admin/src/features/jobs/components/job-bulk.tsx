import { BulkButton } from "@hostler/web-kit/react/bulk-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { RotateCw, Trash2 } from "lucide-react";

import { discardJob, mayDiscard, mayRetry, retryJob, type Job } from "../api/jobs";

/** Takes the chosen ones up again or gives them up; those whose state forbids it are left out. */
export function JobBulk({ rows, clear }: { rows: Job[]; clear: () => void }) {
  const { t } = useTranslation("jobs");
  const again = rows.filter(mayRetry);
  const gone = rows.filter(mayDiscard);
  const shared = { rowId: (job: Job) => job.id, rowName: (job: Job) => `${job.kind} · ${job.id}`, invalidates: ["jobs"], onDone: clear };
  return (
    <>
      <BulkButton
        {...shared}
        label={t("retry")}
        icon={RotateCw}
        rows={again}
        title={t("retry_many", { count: again.length })}
        consequence={t("retry_text")}
        run={(job) => retryJob(job.id)}
      />
      <BulkButton
        {...shared}
        label={t("discard")}
        icon={Trash2}
        danger
        rows={gone}
        title={t("discard_many", { count: gone.length })}
        consequence={t("discard_text")}
        run={(job) => discardJob(job.id)}
      />
    </>
  );
}
