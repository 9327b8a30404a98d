import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";

import { spans, stats } from "../api/today";
import { Attention } from "../components/attention";
import { EngineCard } from "../components/engine-card";
import { Figures } from "../components/figures";

const Select = lazy(() => import("@hostler/ui/select").then(({ Select }) => ({ default: Select })));
// Its table comes after the numbers: mostly there is nothing in it.
const ParkedJobs = lazy(() => import("../components/parked-jobs"));

export default function TodayPage() {
  const { t } = useTranslation("today");
  useTitle(t("title"));
  const [{ days }, change] = useUrlState("days");
  const query = useQuery(stats(days));
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          <Suspense fallback={<Skeleton className="h-9 w-40" />}>
            <Select
              aria-label={t("span")}
              className="w-40"
              value={spans.find((one) => one === days) ?? "30"}
              onValueChange={(next) => change({ days: next === "30" ? undefined : next })}
              options={spans.map((value) => ({ value, label: t("days", { count: Number(value) }) }))}
            />
          </Suspense>
        }
      />
      <div className="flex flex-col gap-4">
        <Ask query={query} skeleton={<Skeleton className="h-72" />}>
          {(view) => (
            <>
              <Attention rows={view.attention ?? []} />
              <Figures stats={view} stale={query.isPlaceholderData} />
            </>
          )}
        </Ask>
        <Suspense fallback={null}>
          <ParkedJobs />
        </Suspense>
        <EngineCard />
      </div>
    </>
  );
}
