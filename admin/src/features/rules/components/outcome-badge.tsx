import { Badge } from "@hostler/ui/badge";
import type { Tone } from "@hostler/ui/lib/status";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { RowOutcome, RuleRun } from "../api/rules";

const rows: Record<RowOutcome, Tone> = { done: "success", unchanged: "neutral", held: "warning", refused: "warning", failed: "danger", foreseen: "info" };
const runs: Record<RuleRun["state"], Tone> = { running: "info", done: "success", failed: "danger", held: "warning" };

/** What became of one row. */
export function OutcomeBadge({ outcome }: { outcome: RowOutcome }) {
  const { t } = useTranslation("rules");
  return <Badge tone={rows[outcome]}>{t(`outcome.${outcome}`)}</Badge>;
}

/** How a whole run ended. */
export function RunBadge({ state }: { state: RuleRun["state"] }) {
  const { t } = useTranslation("rules");
  return <Badge tone={runs[state]}>{t(`run_state.${state}`)}</Badge>;
}
