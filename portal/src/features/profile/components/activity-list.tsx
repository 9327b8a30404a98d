import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { useWords } from "@hostler/ui/lib/ui-text";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Timeline } from "@hostler/ui/timeline";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useInfiniteQuery } from "@tanstack/react-query";

import { activityWords } from "../../../account/activity-words";
import { activity } from "../api/account";

import { browserName } from "./browser-name";

/** Sign-ins and changes, newest first. */
export function ActivityList() {
  const { t } = useTranslation(["profile", "activity"]);
  const { text } = useWords();
  const query = useInfiniteQuery(activity);
  return (
    <Card title={t("activity_title")}>
      <Ask
        query={query}
        skeleton={<SkeletonRows />}
        isEmpty={(list) => (list.pages[0]?.data ?? []).length === 0}
        empty={<p className="text-sm text-muted-foreground">{t("no_activity")}</p>}
      >
        {(list) => (
          <>
            <Timeline
              label={t("activity_title")}
              entries={list.pages
                .flatMap((part) => part.data ?? [])
                .map((line) => ({
                  id: line.id,
                  at: line.created_at,
                  title: activityWords(t as never, line.action),
                  detail: [line.ip, browserName(line.user_agent)].filter(Boolean).join(" · ") || undefined,
                  tone: line.outcome === "succeeded" ? "success" : "danger",
                }))}
            />
            {query.hasNextPage && (
              <Button variant="ghost" size="sm" className="mt-4" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {text("load_more")}
              </Button>
            )}
          </>
        )}
      </Ask>
    </Card>
  );
}
