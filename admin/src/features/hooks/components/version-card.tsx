import { Card } from "@hostler/ui/card";
import { CodeBlock } from "@hostler/ui/code-block";
import { Skeleton } from "@hostler/ui/skeleton";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";

import { LineDiffView } from "../../../code/line-diff-view";
import type { Hook } from "../api/hooks";
import { getVersion, restoreVersion } from "../api/versions";

interface VersionCardProps {
  hook: Hook;
  number: number;
  onRestored: () => void;
}

/** One version beside what is in use, and the way back to it. */
export function VersionCard({ hook, number, onRestored }: VersionCardProps) {
  const { t } = useTranslation("hooks");
  const inUse = hook.source ?? "";
  return (
    <Ask query={useQuery(getVersion(hook.name, number))} skeleton={<Skeleton className="h-64" />}>
      {({ source = "" }) =>
        source === inUse ? (
          <Card title={t("version_n", { number })}>
            <p className="mb-3 text-sm text-muted-foreground">{t("compared_same")}</p>
            <CodeBlock text={source} label={t("whole_script")} />
          </Card>
        ) : (
          <Card
            title={t("compared", { number })}
            action={
              <ActButton
                label={t("restore")}
                icon={Undo2}
                size="sm"
                title={t("restore_title", { number })}
                consequence={hook.enabled ? t("restore_on") : t("restore_off")}
                run={() => restoreVersion(hook.name, number)}
                done={t("restored", { number })}
                invalidates={["hooks"]}
                onDone={onRestored}
              />
            }
          >
            <LineDiffView label={t("compared", { number })} before={inUse} after={source} />
            <details className="mt-3 text-xs text-muted-foreground">
              <summary className="inline-flex min-h-6 cursor-pointer items-center">{t("whole_script")}</summary>
              <CodeBlock text={source} label={t("whole_script")} className="mt-1 text-foreground" />
            </details>
          </Card>
        )
      }
    </Ask>
  );
}
