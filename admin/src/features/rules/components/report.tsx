import { Card } from "@hostler/ui/card";
import { CodeBlock } from "@hostler/ui/code-block";
import { CivilDate } from "@hostler/ui/date";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { useWhyWords } from "../../../records/why-words";
import type { RuleReport } from "../api/rules";

import { Counts } from "./counts";
import { Decisions } from "./decisions";
import { RunBadge } from "./outcome-badge";

/** What a simulation, or a run by hand, came to. */
export function Report({ report }: { report: RuleReport }) {
  const { t } = useTranslation("rules");
  const why = useWhyWords();
  return (
    <Card flush>
      <div className="flex flex-col gap-3 border-b p-4" role="status">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
          <CivilDate value={report.date} className="font-semibold" />
          {report.run && <RunBadge state={report.state} />}
          <span className="text-muted-foreground">{t("looked_at", { count: report.rows, skipped: report.skipped })}</span>
          <Counts counts={report.counts} />
        </div>
        {report.error && <FormFailure failure={{ text: why(report.error) }} />}
        {report.truncated && <p className="text-sm text-warning">{t("truncated", { count: report.decisions?.length ?? 0 })}</p>}
        {report.log && report.log.length > 0 && (
          <details className="text-sm">
            <summary className="inline-flex min-h-6 cursor-pointer items-center">{t("log", { count: report.log.length })}</summary>
            <CodeBlock text={report.log.join("\n")} label={t("log", { count: report.log.length })} className="mt-1" />
          </details>
        )}
      </div>
      <Decisions rows={report.decisions ?? []} />
    </Card>
  );
}
