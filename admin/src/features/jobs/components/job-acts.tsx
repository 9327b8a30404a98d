import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { RotateCw, Trash2 } from "lucide-react";

import { discardJob, mayDiscard, mayRetry, retryJob, type Job } from "../api/jobs";

const stale = ["jobs", "provider-operations", "services", "domains"];

/** What a person can decide about one job. */
export function JobActs({ job }: { job: Job }) {
  const { t } = useTranslation("jobs");
  return (
    <>
      {mayDiscard(job) && (
        <ActButton
          label={t("discard")}
          icon={Trash2}
          variant="ghost"
          danger
          title={t("discard_title")}
          consequence={t("discard_text")}
          run={() => discardJob(job.id)}
          done={t("discarded")}
          invalidates={stale}
        />
      )}
      {mayRetry(job) && (
        <ActButton
          label={t("retry")}
          icon={RotateCw}
          variant="primary"
          title={t("retry_title")}
          consequence={t("retry_text")}
          run={(_, header) => retryJob(job.id, header)}
          done={t("retried")}
          invalidates={stale}
        />
      )}
    </>
  );
}
