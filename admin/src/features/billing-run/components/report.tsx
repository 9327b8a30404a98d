import { Card } from "@hostler/ui/card";
import { Notice } from "@hostler/ui/notice";
import { oneOf } from "@hostler/web-kit/paged-query";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";

import { runLists, type BillingReport, type RunEntry } from "../api/run-billing";

import { HeldEnds } from "./held-ends";
import { countOf, heldByRule } from "./report-counts";
import { ReportRows } from "./report-rows";
import { ReportTiles } from "./report-tiles";
import { RulesCard } from "./rules-card";

interface ReportProps {
  report: BillingReport;
  otherDay?: boolean;
  /** Of a preview: rows are chosen that the run is to leave as they are. */
  onLeaveOut?: (rows: RunEntry[]) => void;
}

/** What a run did, or would do. */
export function Report({ report, otherDay, onLeaveOut }: ReportProps) {
  const { t } = useTranslation("billing-run");
  const [state, change] = useUrlState("list");
  const list = oneOf(runLists, state.list) ?? runLists.find((one) => countOf(report, one) > 0) ?? "invoiced";
  const cut = countOf(report, list) > report[list].length;
  return (
    <div className="flex flex-col gap-4">
      {heldByRule(report).map(({ rule, rows, others }) => (
        <HeldEnds key={rule} rule={rule} rows={rows} others={others} otherDay={otherDay} />
      ))}
      <ReportTiles report={report} open={list} onOpen={(next) => change({ list: next })} />
      <Card title={t(`list.${list}`)} flush>
        {cut && <Notice tone="warning" title={t("cut", { shown: report[list].length, all: countOf(report, list) })} className="mx-4 mb-3" />}
        <ReportRows key={list} report={report} list={list} onLeaveOut={onLeaveOut} />
      </Card>
      <RulesCard report={report} />
    </div>
  );
}
