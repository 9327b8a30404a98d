import { Card } from "@hostler/ui/card";
import type { Tone } from "@hostler/ui/lib/status";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Timeline } from "@hostler/ui/timeline";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import type { Domain } from "../../../sold/domain";
import { getTimeline } from "../api/domains";

function toneOf(kind: string): Tone {
  if (kind.endsWith("_failed") || kind === "refused") return "danger";
  if (["registered", "renewed", "restored", "transferred_in"].includes(kind)) return "success";
  if (["expired", "redemption"].includes(kind)) return "warning";
  if (["cancelled", "transferred_away", "term_cancelled"].includes(kind)) return "neutral";
  return "info";
}

export function TimelineCard({ domain }: { domain: Domain }) {
  const { t } = useTranslation("domains");
  return (
    <Card title={t("timeline")}>
      <Ask
        query={useQuery(getTimeline(domain.id))}
        skeleton={<SkeletonRows rows={5} />}
        isEmpty={(all) => all.length === 0}
        empty={<p className="text-sm text-muted-foreground">{t("no_timeline")}</p>}
      >
        {(all) => (
          <Timeline
            label={t("timeline")}
            entries={[...all]
              .sort((a, b) => (a.at < b.at ? 1 : -1))
              // What is tried again tells of the same step again.
              .filter((step, place, steps) => step.kind !== steps[place + 1]?.kind || Boolean(step.detail))
              .map((step, place) => ({
                id: `${step.at} ${place}`,
                at: step.at,
                title: t(`step.${step.kind}`, { defaultValue: step.kind.replaceAll("_", " ") }),
                detail: step.detail ? <span className="break-words">{t(`detail.${step.detail}`, { defaultValue: step.detail })}</span> : undefined,
                tone: toneOf(step.kind),
              }))}
          />
        )}
      </Ask>
    </Card>
  );
}
