import { Card } from "@hostler/ui/card";
import { CodeBlock } from "@hostler/ui/code-block";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { curlOf } from "@hostler/web-kit/curl";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { useJobWords } from "../../../records/words";
import { getJob, mayRetry, pluginOf, type Job } from "../api/jobs";
import { JobActs } from "../components/job-acts";
import { JobCalls } from "../components/job-calls";
import { JobFacts } from "../components/job-facts";
import { JobNotice } from "../components/job-notice";

export default function JobPage() {
  const { t } = useTranslation("jobs");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const words = useJobWords();
  const query = useQuery(getJob(id));
  useTitle(query.data ? words(query.data.kind) : t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(job) => <Inspector job={job} />}
    </Ask>
  );
}

function Inspector({ job }: { job: Job }) {
  const { t } = useTranslation("jobs");
  const words = useJobWords();
  const plugin = pluginOf(job);
  return (
    <>
      <PageHeader
        trail={[{ label: t("title"), href: "/jobs" }]}
        title={words(job.kind)}
        description={<code className="font-mono text-xs">{job.kind}</code>}
        badge={<StatusBadge state={job.state} />}
        actions={<JobActs job={job} />}
      />
      <JobNotice job={job} />
      <div className="flex flex-col gap-4">
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <JobFacts job={job} />
          <Card title={t("last_error")}>
            {job.last_error ? <CodeBlock label={t("last_error")} text={job.last_error} /> : <p className="text-sm text-muted-foreground">{t("no_error")}</p>}
          </Card>
        </div>
        {plugin && <JobCalls job={job} plugin={plugin} />}
        <Card title={t("curl")}>
          <CodeBlock label={t("curl")} text={[curlOf("GET", `/admin/jobs/${job.id}`), ...(mayRetry(job) ? [curlOf("POST", `/admin/jobs/${job.id}/retry`)] : [])].join("\n\n")} />
        </Card>
      </div>
    </>
  );
}
