import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { ArrowDownToLine, ArrowUpFromLine } from "lucide-react";
import { useCallback, useState } from "react";

import { JobLine, jobOf } from "../wire/job-line";

import { repair } from "./drift";

/** Which of the two truths holds. A missing account can only be accepted: there is nothing to push to. */
export function RepairButtons({ server, service, missing }: { server: string; service: string; missing?: boolean }) {
  const { t } = useTranslation("hosts");
  const queries = useQueryClient();
  const [job, setJob] = useState<string | null>(null);
  const over = useCallback(() => {
    for (const name of ["services", "clients"]) void queries.invalidateQueries({ queryKey: [name] });
    void queries.invalidateQueries({ queryKey: ["servers", "drift", server] });
  }, [queries, server]);
  if (job) return <JobLine id={job} onEnd={over} />;
  const shared = { size: "sm" as const, onDone: (done: unknown) => setJob(jobOf(done)) };
  return (
    <div className="flex flex-wrap gap-2">
      {!missing && (
        <ActButton
          {...shared}
          label={t("push")}
          icon={ArrowUpFromLine}
          title={t("push_title")}
          consequence={t("push_text")}
          run={(_, header) => repair(server, service, "push", header)}
        />
      )}
      <ActButton
        {...shared}
        label={t("accept")}
        icon={ArrowDownToLine}
        danger={missing}
        title={t("accept_title")}
        consequence={missing ? t("accept_missing_text") : t("accept_text")}
        run={(_, header) => repair(server, service, "accept", header)}
      />
    </div>
  );
}
