import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { useWords } from "@hostler/ui/lib/ui-text";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import { askedBackup, backUpNow, getBackups, isNotOffered, restoreBackup } from "../api/backups";
import { getTimeline } from "../api/services";

import { AskedBackupNotice } from "./asked-backup-notice";
import { formatBytes } from "./usage";

/** How often the steps are asked for again while a backup is being made. */
const askAgainMs = 5000;

/** Its restore points, as the provider lists them, and a new one on demand. Nothing is begun while something else is under way. */
export function Backups({ id, busy }: { id: string; busy: boolean }) {
  const { t } = useTranslation("services");
  const { locale } = useWords();
  const query = useQuery(getBackups(id));
  const steps = useQuery({
    ...getTimeline(id),
    refetchInterval: ({ state }) => (askedBackup(state.data ?? [])?.state === "under_way" ? askAgainMs : false),
  });
  const asked = askedBackup(steps.data ?? []);
  const underWay = asked?.state === "under_way";
  const wasUnderWay = useRef(underWay);
  const { refetch } = query;
  useEffect(() => {
    // The new one is in the provider's list by now.
    if (wasUnderWay.current && !underWay) void refetch();
    wasUnderWay.current = underWay;
  }, [underWay, refetch]);
  if (isNotOffered(query.error))
    return (
      <Card title={t("backups")}>
        <p className="text-sm text-muted-foreground">{t("backups_not_offered")}</p>
      </Card>
    );
  return (
    <Card
      title={t("backups")}
      flush
      action={
        <ActButton
          label={t("back_up")}
          size="sm"
          disabled={busy || underWay || !steps.data}
          title={t("back_up_title")}
          consequence={t("back_up_text")}
          run={(_values, header) => backUpNow(id, header)}
          done={t("back_up_begun")}
          invalidates={["services"]}
        />
      }
    >
      {asked && <AskedBackupNotice asked={asked} />}
      <Ask
        query={query}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={(all) => all.length === 0}
        empty={<p className="px-4 pt-1 pb-4 text-sm text-muted-foreground">{t("no_backups")}</p>}
      >
        {(all) => (
          <ul className="divide-y pb-1">
            {all.map((backup) => (
              <li key={backup.id} className="flex min-h-10 flex-wrap items-center gap-x-4 px-4 py-1.5 text-sm">
                <span className="font-mono text-xs">{backup.id}</span>
                {backup.created_at && <Instant value={backup.created_at} />}
                {backup.size_bytes ? <span className="text-xs text-muted-foreground">{formatBytes(backup.size_bytes, locale)}</span> : null}
                {backup.restorable && backup.state === "done" && (
                  <span className="ms-auto">
                    <ActButton
                      label={t("restore")}
                      variant="link"
                      size="sm"
                      danger
                      title={t("restore_title")}
                      consequence={t("restore_text", { backup: backup.id })}
                      run={(_values, header) => restoreBackup(id, backup.id, header)}
                      done={t("restore_begun")}
                      invalidates={["services"]}
                    />
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Ask>
    </Card>
  );
}
