import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { useTranslation } from "react-i18next";

import type { Hook } from "../api/hooks";

/** What went wrong last, with the place in the script. */
export function FailuresCard({ hook }: { hook: Hook }) {
  const { t } = useTranslation("hooks");
  if (!hook.last_failed_at) return null;
  return (
    <Card title={t("last_failure")} className={hook.failures > 0 ? "border-destructive/40" : undefined}>
      <p className="text-sm">
        <Instant value={hook.last_failed_at} /> {hook.failures > 0 && <span className="text-destructive">{t("failures", { count: hook.failures })}</span>}
      </p>
      <pre className="mt-2 max-h-60 overflow-auto rounded-md bg-muted p-3 font-mono text-xs whitespace-pre-wrap">{hook.last_failure}</pre>
      {!hook.enabled && hook.failures > 0 && <p className="mt-2 text-sm text-warning">{t("switched_off")}</p>}
    </Card>
  );
}
