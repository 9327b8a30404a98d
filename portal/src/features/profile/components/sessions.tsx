import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { toast } from "@hostler/ui/toaster";
import { Ask } from "@hostler/web-kit/react/ask";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Monitor } from "lucide-react";

import { endSession, sessions } from "../api/account";

import { browserName } from "./browser-name";

/** Where this person is signed in; each can be ended. */
export function Sessions() {
  const { t } = useTranslation("profile");
  const explain = useExplain();
  const queries = useQueryClient();
  const query = useQuery(sessions);
  const end = useMutation({
    mutationFn: endSession,
    onSettled: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
    onError: (error) => void toast("error", t("sessions.failed"), { description: explain(error).detail }),
  });
  return (
    <Card title={t("sessions.title")} flush>
      <Ask query={query} skeleton={<SkeletonRows rows={3} />}>
        {(all) => (
          <ul className="divide-y pb-1">
            {all.map((one) => (
              <li key={one.id} className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
                <Monitor className="size-4 shrink-0 text-muted-foreground" aria-hidden />
                <div className="min-w-40 flex-1">
                  <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
                    {browserName(one.user_agent) || t("sessions.unknown")}
                    {one.current && <Badge tone="success">{t("sessions.this")}</Badge>}
                  </p>
                  <p className="text-xs text-muted-foreground">
                    <span className="font-mono">{one.ip}</span> · {t("sessions.used")} <Instant value={one.used_at} relative />
                  </p>
                </div>
                {!one.current && (
                  <Button variant="secondary" size="sm" busy={end.isPending && end.variables === one.id} onClick={() => end.mutate(one.id)}>
                    {t("sessions.end")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Ask>
    </Card>
  );
}
