import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { DescriptionList, type Fact } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { queueDepth, type SystemFacts } from "../api/system";

/** What waits in the queue now, and what this node has done since it started. */
export function QueueCard({ jobs }: { jobs: SystemFacts["jobs"] }) {
  const { t } = useTranslation("system");
  const number = (value: number) => <span className="tabular-nums">{value}</span>;
  const done: Fact[] = jobs
    ? [
        [t("jobs.running"), number(jobs.running)],
        [t("jobs.done"), number(jobs.done)],
        [t("jobs.retried"), number(jobs.retried)],
        [t("jobs.parked"), number(jobs.parked)],
      ]
    : [];
  return (
    <Card title={t("queue")}>
      <div className="mb-4 grid gap-4 sm:grid-cols-2">
        <Depth state="queued" href="/jobs?state=queued&due=true" label={t("due")} />
        <Depth state="parked" href="/jobs?state=parked" label={t("parked")} />
      </div>
      {jobs ? <DescriptionList columns={2} facts={done} /> : <p className="text-sm text-muted-foreground">{t("no_workers")}</p>}
    </Card>
  );
}

function Depth({ state, href, label }: { state: "queued" | "parked"; href: string; label: string }) {
  const { t } = useTranslation("system");
  const Link = useLink();
  return (
    <div>
      <p className="text-xs text-muted-foreground">{label}</p>
      <Ask query={useQuery(queueDepth(state))} skeleton={<Skeleton className="h-8 w-12" />}>
        {({ count, more, oldest }) => (
          <>
            <Link href={href} className="inline-flex min-h-8 items-center text-2xl font-semibold tabular-nums hover:underline">
              {more ? t("more_than", { count }) : count}
            </Link>
            {count > 0 && oldest && (
              <p className="text-xs text-muted-foreground">
                {t("oldest")} <Instant value={oldest} relative />
              </p>
            )}
          </>
        )}
      </Ask>
    </div>
  );
}
