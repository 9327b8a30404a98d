import { Card } from "@hostler/ui/card";
import { CodeBlock } from "@hostler/ui/code-block";
import { Instant } from "@hostler/ui/date";
import { useTranslation } from "@hostler/web-kit/react/texts";

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
      {hook.last_failure && <CodeBlock text={hook.last_failure} label={t("last_failure")} className="mt-2" />}
      {!hook.enabled && hook.failures > 0 && <p className="mt-2 text-sm text-warning">{t("switched_off")}</p>}
    </Card>
  );
}
