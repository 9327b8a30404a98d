import { Card } from "@hostler/ui/card";
import type { Tone } from "@hostler/ui/lib/status";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Timeline } from "@hostler/ui/timeline";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { isUnderWay, type Service } from "../../../sold/service";
import { getTimeline, type Step } from "../api/services";

import { RestoreButton } from "./restore-button";

function toneOf(kind: string): Tone {
  if (kind.endsWith("_failed") || kind === "backup_not_made") return "danger";
  if (["active", "unsuspended", "backed_up", "restored", "repaired"].includes(kind)) return "success";
  if (["suspended", "suspending"].includes(kind)) return "warning";
  if (["terminated", "cancelled"].includes(kind)) return "neutral";
  return "info";
}

/** Everything that has happened to it, newest first; a backup can be put back from here. */
export function TimelineCard({ service }: { service: Service }) {
  const { t } = useTranslation("services");
  const query = useQuery({ ...getTimeline(service.id), refetchInterval: isUnderWay(service) ? 3000 : false });
  const restorable = (step: Step) => step.kind === "backed_up" && step.detail !== "" && service.status === "active" && service.provisioning.state === "idle";
  return (
    <Card title={t("timeline")}>
      <Ask query={query} skeleton={<SkeletonRows rows={5} />} isEmpty={(all) => all.length === 0} empty={<p className="text-sm text-muted-foreground">{t("no_timeline")}</p>}>
        {(all) => (
          <Timeline
            label={t("timeline")}
            entries={[...all].reverse().map((step, place) => ({
              id: `${step.at} ${place}`,
              at: step.at,
              title: t(`step.${step.kind}`, { defaultValue: step.kind.replaceAll("_", " ") }),
              detail: (
                <>
                  <span className="break-words">{step.detail}</span>
                  {restorable(step) && <RestoreButton service={service} backup={step.detail} />}
                </>
              ),
              tone: toneOf(step.kind),
            }))}
          />
        )}
      </Ask>
    </Card>
  );
}
