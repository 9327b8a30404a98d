import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { CivilDate, Instant } from "@hostler/ui/date";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { History } from "lucide-react";
import { lazy, Suspense } from "react";

import { listRuns, type RuleRun } from "../api/rules";

import { Counts } from "./counts";
import { RunBadge } from "./outcome-badge";

const RunSheet = lazy(() => import("./run-sheet").then((module) => ({ default: module.RunSheet })));

/** When it ran and what came of it; a run opens beside the list. */
export function HistoryPart({ name }: { name: string }) {
  const { t } = useTranslation("rules");
  const [{ run }, setUrl] = useUrlState("run");
  const columns: Column<RuleRun>[] = [
    {
      id: "started",
      header: t("started"),
      card: "title",
      cell: (one) => (
        <Button variant="link" size="sm" className="px-0" onClick={() => setUrl({ run: one.id }, true)}>
          <Instant value={one.started_at} />
        </Button>
      ),
    },
    { id: "date", header: t("for_day"), cell: (one) => <CivilDate value={one.date} /> },
    { id: "cause", header: t("cause"), cell: (one) => t(`cause_of.${one.cause}`, { defaultValue: one.cause }) },
    { id: "rows", header: t("rows"), align: "end", cell: (one) => one.rows },
    { id: "counts", header: t("came_of"), cell: (one) => <Counts counts={one.counts} /> },
    { id: "state", header: t("state"), align: "end", card: "corner", cell: (one) => <RunBadge state={one.state} /> },
  ];
  return (
    <>
      <PagedList
        label={t("history")}
        query={useInfiniteQuery(listRuns(name))}
        columns={columns}
        rowId={(one) => one.id}
        empty={{ icon: History, title: t("no_runs"), text: t("no_runs_text") }}
      />
      {run && (
        <Suspense fallback={null}>
          <RunSheet id={run} onClose={() => setUrl({ run: undefined })} />
        </Suspense>
      )}
    </>
  );
}
