import { Card } from "@hostler/ui/card";
import { CivilDate } from "@hostler/ui/date";
import { parseCivil } from "@hostler/ui/lib/civil-date";
import type { Tone } from "@hostler/ui/lib/status";
import type { QueryLike } from "@hostler/ui/query-boundary";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Timeline } from "@hostler/ui/timeline";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Step } from "../api/domains";

const tones: Record<string, Tone> = {
  active: "success",
  registered: "success",
  transferred_in: "success",
  renewed: "success",
  restored: "success",
  expired: "danger",
  redemption: "danger",
  refused: "danger",
  failed: "danger",
  ordered: "info",
  accepted: "info",
  auth_code_revealed: "warning",
};
const actions = ["register", "transfer", "renew", "restore"];

/** Everything that has happened to it, newest first. */
export function History({ query }: { query: QueryLike<Step[]> }) {
  const { t } = useTranslation("domains");
  return (
    <Card title={t("timeline")}>
      <Ask query={query} skeleton={<SkeletonRows rows={4} />} isEmpty={(all) => all.length === 0} empty={<p className="text-sm text-muted-foreground">{t("no_timeline")}</p>}>
        {(all) => (
          <Timeline
            label={t("timeline")}
            entries={told(all).map((step, index) => ({
              id: `${step.at} ${index}`,
              at: step.at,
              title: t(`step.${step.kind}`, { defaultValue: step.kind.replaceAll("_", " ") }),
              detail: <Detail text={step.detail} />,
              tone: step.kind.endsWith("_failed") ? "danger" : (tones[step.kind] ?? "neutral"),
            }))}
          />
        )}
      </Ask>
    </Card>
  );
}

/** Newest first; what is told twice in a row is told once, as it began. */
function told(steps: Step[]): Step[] {
  return steps.filter((step, index) => step.kind !== steps[index - 1]?.kind || step.detail !== steps[index - 1]?.detail).reverse();
}

/** A day, two of them, what was done for money, or a plain text. */
function Detail({ text }: { text: string }) {
  const { t } = useTranslation("domains");
  if (!text) return null;
  if (parseCivil(text))
    return (
      <>
        {t("until")} <CivilDate value={text} />
      </>
    );
  const days = text.split(" became ");
  if (days.length === 2 && days.every((day) => parseCivil(day)))
    return (
      <>
        <CivilDate value={days[0] as string} /> → <CivilDate value={days[1] as string} />
      </>
    );
  return actions.includes(text) ? t(`action.${text}`) : <span className="break-all">{text}</span>;
}
