import { Card } from "@hostler/ui/card";
import type { Tone } from "@hostler/ui/lib/status";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Timeline } from "@hostler/ui/timeline";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { getTimeline } from "../api/services";

const tones: Record<string, Tone> = {
  active: "success",
  unsuspended: "success",
  suspended: "warning",
  failed: "danger",
  needs_attention: "danger",
  terminated: "neutral",
  ordered: "info",
};

/** Everything that has happened to it, newest first. */
export function History({ id, live }: { id: string; live: boolean }) {
  const { t } = useTranslation("services");
  const query = useQuery({ ...getTimeline(id), refetchInterval: live ? 3000 : false });
  return (
    <Card title={t("timeline")}>
      <Ask query={query} skeleton={<SkeletonRows rows={4} />} isEmpty={(all) => all.length === 0} empty={<p className="text-sm text-muted-foreground">{t("no_timeline")}</p>}>
        {(all) => (
          <Timeline
            label={t("timeline")}
            entries={[...all].reverse().map((step, index) => ({
              id: `${step.at} ${index}`,
              at: step.at,
              title: t(`step.${step.kind}`, { defaultValue: step.kind.replaceAll("_", " ") }),
              detail: step.detail || undefined,
              tone: tones[step.kind] ?? "neutral",
            }))}
          />
        )}
      </Ask>
    </Card>
  );
}
