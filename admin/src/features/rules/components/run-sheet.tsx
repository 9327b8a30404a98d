import { CivilDate, Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Sheet, SheetContent } from "@hostler/ui/sheet";
import { Skeleton, SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { rowsOf } from "@hostler/web-kit/paged-query";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";

import { useWhyWords } from "../../../records/why-words";
import { getRun, listDecisions } from "../api/rules";

import { Counts } from "./counts";
import { RunBadge } from "./outcome-badge";

// Their table comes with the first run that is opened.
const Decisions = lazy(() => import("./decisions").then((module) => ({ default: module.Decisions })));

/** One run with what it decided, row by row. */
export function RunSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation("rules");
  const why = useWhyWords();
  const run = useQuery(getRun(id));
  const decisions = useInfiniteQuery(listDecisions(id));
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={t("run")} className="max-w-3xl">
        <Ask query={run} skeleton={<Skeleton className="h-24" />}>
          {(one) => (
            <div className="mb-4 flex flex-col gap-3">
              <DescriptionList
                columns={3}
                facts={[
                  [t("state"), <RunBadge key="state" state={one.state} />],
                  [t("started"), <Instant key="started" value={one.started_at} />],
                  [t("for_day"), <CivilDate key="day" value={one.date} />],
                  [t("cause"), t(`cause_of.${one.cause}`, { defaultValue: one.cause })],
                  [t("rows"), one.rows],
                  [t("skipped"), one.skipped],
                  [t("came_of"), <Counts key="counts" counts={one.counts} />],
                ]}
              />
              {one.error && <FormFailure failure={{ text: why(one.error) }} />}
            </div>
          )}
        </Ask>
        <div className="-mx-5 border-t">
          <Ask query={decisions} skeleton={<SkeletonRows />}>
            {(list) => (
              <Suspense fallback={<SkeletonRows />}>
                <Decisions rows={rowsOf(list)} hasMore={decisions.hasNextPage} onMore={() => void decisions.fetchNextPage()} loadingMore={decisions.isFetchingNextPage} />
              </Suspense>
            )}
          </Ask>
        </div>
      </SheetContent>
    </Sheet>
  );
}
