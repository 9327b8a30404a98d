import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { useWords } from "@hostler/ui/lib/ui-text";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { getBackups, restoreBackup } from "../api/services";

import { formatBytes } from "./usage";

/** Its restore points, as the provider lists them. */
export function Backups({ id }: { id: string }) {
  const { t } = useTranslation("services");
  const { locale } = useWords();
  const query = useQuery(getBackups(id));
  return (
    <Card title={t("backups")} flush>
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
