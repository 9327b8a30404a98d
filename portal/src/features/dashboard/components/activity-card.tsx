import { Card } from "@hostler/ui/card";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Timeline } from "@hostler/ui/timeline";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { activityWords } from "../../../account/activity-words";
import { activity } from "../api/overview";

export function ActivityCard() {
  const { t } = useTranslation(["dashboard", "activity"]);
  return (
    <Card title={t("activity")}>
      <Ask
        query={useQuery(activity)}
        skeleton={<SkeletonRows rows={4} />}
        isEmpty={(list) => (list.data ?? []).length === 0}
        empty={<p className="text-sm text-muted-foreground">{t("no_activity")}</p>}
      >
        {(list) => (
          <Timeline
            label={t("activity")}
            entries={(list.data ?? []).map((line) => ({
              id: line.id,
              at: line.created_at,
              title: activityWords(t as never, line.action),
              detail: line.ip ? t("from", { ip: line.ip }) : undefined,
              tone: line.outcome === "succeeded" ? "success" : "danger",
            }))}
          />
        )}
      </Ask>
    </Card>
  );
}
