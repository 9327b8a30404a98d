import { Instant } from "@hostler/ui/date";
import { Notice } from "@hostler/ui/notice";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Job } from "../api/jobs";

/** Said by the queue of an answer that never came. */
const lost = /answer was lost/i;

/** What its state means, and what a person may do about it. */
export function JobNotice({ job }: { job: Job }) {
  const { t } = useTranslation("jobs");
  if (job.state === "parked")
    return (
      <Notice tone="danger" title={t("notice.parked")} className="mb-4">
        {job.last_error?.startsWith("refused:") ? t("notice.refused_text") : t("notice.parked_text")}
      </Notice>
    );
  if (job.state === "failed")
    return (
      <Notice tone="danger" title={t("notice.failed")} className="mb-4">
        {t("notice.failed_text")}
      </Notice>
    );
  if (job.last_error && lost.test(job.last_error))
    return (
      <Notice tone="warning" title={t("notice.lost")} className="mb-4">
        {t("notice.lost_text")}
      </Notice>
    );
  if (job.state === "queued" && job.attempts > 0)
    return (
      <Notice tone="info" title={t("notice.again")} className="mb-4">
        {t("notice.again_text")} <Instant value={job.run_at} />
      </Notice>
    );
  if (job.state === "discarded")
    return (
      <Notice tone="neutral" title={t("notice.discarded")} className="mb-4">
        {t("notice.discarded_text")}
      </Notice>
    );
  return null;
}
