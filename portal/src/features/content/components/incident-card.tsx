import { Badge } from "@hostler/ui/badge";
import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import type { Tone } from "@hostler/ui/lib/status";
import { Prose } from "@hostler/ui/prose";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Incident } from "../api/status";

const tones: Record<Incident["impact"], Tone> = { none: "neutral", minor: "warning", major: "danger", critical: "danger" };

/** One incident or planned work, with all that was said of it. */
export function IncidentCard({ incident }: { incident: Incident }) {
  const { t } = useTranslation("content");
  const over = incident.state === "resolved" || incident.state === "completed";
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 className="text-base font-semibold">{incident.title}</h3>
        <Badge tone={over ? "success" : incident.kind === "maintenance" ? "info" : tones[incident.impact]}>{t(`status.state.${incident.state}`)}</Badge>
      </div>
      <p className="mt-1 text-xs text-muted-foreground">
        <Instant value={incident.starts_at} />
        {incident.ends_at && (
          <>
            {" – "}
            <Instant value={incident.ends_at} />
          </>
        )}
        {(incident.components ?? []).length > 0 && ` · ${(incident.components ?? []).join(", ")}`}
      </p>
      <ol className="mt-3 flex flex-col gap-3 border-s ps-4">
        {(incident.updates ?? []).map((update, index) => (
          <li key={`${update.at} ${index}`}>
            <p className="text-xs font-medium">
              {t(`status.state.${update.state}`)} · <Instant value={update.at} className="font-normal text-muted-foreground" />
            </p>
            <Prose html={update.html} className="text-sm" />
          </li>
        ))}
      </ol>
    </Card>
  );
}
