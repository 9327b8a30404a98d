import { Button } from "@hostler/ui/button";
import { Instant } from "@hostler/ui/date";
import { formatCivil, parseCivil, todayIn } from "@hostler/ui/lib/civil-date";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Notice } from "@hostler/ui/notice";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { ApiError } from "@hostler/web-kit/problem";
import { Ask } from "@hostler/web-kit/react/ask";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Play, RotateCw } from "lucide-react";
import { useState } from "react";

import { previewRun, runBilling, type BillingReport, type RunEntry } from "../api/run-billing";
import { DateChoice } from "../components/date-choice";
import { LeftOut, withRows } from "../components/left-out";
import { PastRuns } from "../components/past-runs";
import { Report } from "../components/report";
import { isIdle } from "../components/report-counts";
import { RunDialog } from "../components/run-dialog";
import { RunProgress } from "../components/run-progress";

interface Failed {
  text?: string;
  requestId?: string;
  /** No verdict came: it may go on. */
  unknown: boolean;
}

/** A day is looked at, then run; what came of it stays. */
export default function BillingRunPage() {
  const { t } = useTranslation("billing-run");
  const { locale } = useWords();
  const explain = useExplain();
  const queries = useQueryClient();
  useTitle(t("title"));
  const [state, change] = useUrlState("date", "list");
  const date = state.date && (state.date === "today" || parseCivil(state.date)) ? state.date : undefined;
  // The engine knows the shop's today; a day that was typed is held against the viewer's.
  const otherDay = date !== "today" && date !== todayIn();
  // Of this day alone: another day is looked at as a whole.
  const [leftOut, setLeftOut] = useState<{ date?: string; rows: RunEntry[] }>({ rows: [] });
  const left = leftOut.date === date ? leftOut.rows : [];
  const except = left.map(({ subject }) => subject);
  const preview = useQuery({ ...previewRun(date ?? "today", except), enabled: Boolean(date) });
  const [asking, setAsking] = useState(false);
  const [since, setSince] = useState<number | null>(null);
  const [done, setDone] = useState<BillingReport | null>(null);
  const [failed, setFailed] = useState<Failed | null>(null);
  const look = (next: string) => {
    setDone(null);
    setFailed(null);
    // They were left out of the run that is over; the next look is at the whole day.
    if (next === date && done && left.length > 0) setLeftOut({ rows: [] });
    else if (next === date) void preview.refetch();
    else change({ date: next, list: undefined }, true);
  };
  const run = async (day: string) => {
    setAsking(false);
    setFailed(null);
    setSince(Date.now());
    try {
      setDone(await runBilling(day, except));
    } catch (error) {
      const words = explain(error);
      setFailed({ text: words.detail, requestId: words.requestId, unknown: !(error instanceof ApiError) || error.status === 0 || error.status >= 500 });
    } finally {
      setSince(null);
      for (const key of ["billing-run", "rule-runs", "rules", "invoices", "services", "orders", "calendar"])
        void queries.invalidateQueries({ queryKey: [key], refetchType: key === "billing-run" ? "none" : "active" });
    }
  };
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="flex flex-col gap-4">
        <DateChoice key={date} date={date} busy={preview.isFetching} onLook={look} />
        {failed && (
          <Notice tone="danger" title={failed.unknown ? t("no_answer") : t("run_failed")}>
            {failed.unknown ? t("no_answer_text") : failed.text}
            {failed.requestId && <code className="block font-mono text-xs">{failed.requestId}</code>}
          </Notice>
        )}
        {since !== null && <RunProgress since={since} rules={(preview.data?.rules ?? []).map(({ rule }) => rule)} />}
        {done && (
          <>
            <Notice
              tone={done.failed.length > 0 || done.rules.some((rule) => rule.state !== "done") ? "warning" : "success"}
              title={t("done_title", { date: formatCivil(done.date, locale, "long") })}
            >
              {t("done_text")}
            </Notice>
            <Report report={done} otherDay={otherDay} />
          </>
        )}
        {date && !done && since === null && left.length > 0 && <LeftOut rows={left} busy={preview.isFetching} onChange={(rows) => setLeftOut({ date, rows })} />}
        {date && !done && since === null && (
          <Ask query={preview} skeleton={<Skeleton className="h-96" />}>
            {(report) => (
              <>
                <div className="flex flex-wrap items-center gap-3 rounded-lg border bg-card p-3">
                  <div className="min-w-48 flex-1">
                    <h2 className="text-sm font-semibold">{t("preview_of", { date: formatCivil(report.date, locale, "long") })}</h2>
                    <p className="text-xs text-muted-foreground">
                      {t("looked_at_moment")} <Instant value={new Date(preview.dataUpdatedAt).toISOString()} />. {t("nothing_done")}
                    </p>
                  </div>
                  <Button variant="secondary" busy={preview.isFetching} onClick={() => void preview.refetch()}>
                    {!preview.isFetching && <RotateCw aria-hidden />}
                    {t("look_again")}
                  </Button>
                  <Button disabled={preview.isFetching} onClick={() => setAsking(true)}>
                    <Play aria-hidden />
                    {t("run")}
                  </Button>
                </div>
                {isIdle(report) && (
                  <Notice tone="info" title={t("idle_title")}>
                    {t("idle_text")}
                  </Notice>
                )}
                <Report report={report} otherDay={otherDay} onLeaveOut={(rows) => setLeftOut({ date, rows: withRows(left, rows) })} />
                {asking && <RunDialog report={report} leftOut={left.length} onClose={() => setAsking(false)} onConfirm={() => void run(date)} />}
              </>
            )}
          </Ask>
        )}
        {!date && !done && since === null && (
          <Notice tone="info" title={t("first_title")}>
            {t("first_text")}
          </Notice>
        )}
        <PastRuns />
      </div>
    </>
  );
}
