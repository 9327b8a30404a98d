import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
import { useWords } from "@hostler/ui/lib/ui-text";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { getBackups } from "../api/services";

import { formatBytes } from "./usage";

/** Its restore points, as the provider lists them. */
export function Backups({ id }: { id: string }) {
  const { t } = useTranslation("services");
  const { locale } = useWords();
  const Link = useLink();
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
                {backup.restorable && (
                  <Link
                    href={`/support/new?service=${id}&subject=${encodeURIComponent(t("restore_subject", { backup: backup.id }))}`}
                    className="ms-auto inline-flex min-h-6 items-center text-xs text-primary hover:underline"
                  >
                    {t("restore")}
                  </Link>
                )}
              </li>
            ))}
          </ul>
        )}
      </Ask>
    </Card>
  );
}
