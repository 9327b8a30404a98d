import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { CopyButton } from "@hostler/ui/copy-button";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";

import { getLogs } from "../api/watch-instance";

/** What it printed on its console, the newest last. */
export function Logs({ id }: { id: string }) {
  const { t } = useTranslation("compute");
  const query = useQuery(getLogs(id));
  return (
    <Card
      title={t("logs.title")}
      action={
        query.data?.text ? (
          <span className="flex gap-1">
            <CopyButton value={query.data.text} />
            <Button variant="ghost" size="icon-sm" busy={query.isFetching} aria-label={t("logs.again")} onClick={() => void query.refetch()}>
              {!query.isFetching && <RotateCw aria-hidden />}
            </Button>
          </span>
        ) : undefined
      }
    >
      <Ask
        query={query}
        skeleton={<Skeleton className="h-64" />}
        isEmpty={(log) => !log?.text}
        empty={<p className="text-sm text-muted-foreground">{query.data === null ? t("logs.not_offered") : t("logs.none")}</p>}
      >
        {(log) => (
          // A region that scrolls must be reachable with the keyboard.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <pre role="region" aria-label={t("logs.title")} tabIndex={0} className="max-h-[60dvh] overflow-auto rounded-md bg-muted p-3 font-mono text-xs leading-5">
            {log?.text}
          </pre>
        )}
      </Ask>
    </Card>
  );
}
