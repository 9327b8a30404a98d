import { Card } from "@hostler/ui/card";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { actsOf, runsUnderWay } from "../api/rules";

import { Acts } from "./acts";

/** How far a run has come, rule by rule, as its records say while it goes on. */
export function RunProgress({ since, rules }: { since: number; rules: string[] }) {
  const { t } = useTranslation("billing-run");
  const { data } = useQuery(runsUnderWay);
  // The clock of the engine may differ from ours by a little.
  const runs = (data?.data ?? []).filter((run) => run.cause === "billing_run" && Date.parse(run.started_at) > since - 5_000);
  return (
    <Card title={t("under_way")} aria-live="polite">
      <p className="pb-2 text-sm text-muted-foreground">{t("under_way_text")}</p>
      <ol className="divide-y text-sm">
        {rules.map((name) => {
          const run = runs.find((one) => one.rule === name);
          return (
            <li key={name} className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 py-1">
              <span>{t(`rule.${name}`)}</span>
              <span className="flex items-center gap-3">
                {run && <span className="text-xs text-muted-foreground tabular-nums">{t("rows_so_far", { count: run.rows })}</span>}
                {run && run.state !== "running" && <Acts counts={actsOf(run.counts)} />}
                <StatusBadge state={run?.state ?? "queued"} />
              </span>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
