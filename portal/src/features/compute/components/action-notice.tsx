import { Instant } from "@hostler/ui/date";
import { cn } from "@hostler/ui/lib/cn";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { CloudOff, LoaderCircle, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import type { Instance } from "../api/instances";

/** What is being done to it, what failed last, and whether its provider is silent. */
export function ActionNotice({ instance }: { instance: Instance }) {
  const { t } = useTranslation("compute");
  const last = instance.last_action;
  return (
    <>
      {instance.stale && (
        <Notice tone="warning" icon={<CloudOff aria-hidden />}>
          {t("stale")} {instance.checked_at && <Instant value={instance.checked_at} relative />}
        </Notice>
      )}
      {last?.state === "running" && (
        <Notice tone="info" icon={<LoaderCircle className="motion-safe:animate-spin" aria-hidden />}>
          {t("under_way")} {t(`doing.${last.action}`, { defaultValue: last.action })} · <Instant value={last.requested_at} relative />
        </Notice>
      )}
      {last?.state === "failed" && (
        <Notice tone="warning" icon={<TriangleAlert aria-hidden />}>
          {t("failed_last")} {t(`doing.${last.action}`, { defaultValue: last.action })}. {t(`reason.${last.error ?? "refused"}`, { defaultValue: "" })}
        </Notice>
      )}
    </>
  );
}

export function Notice({ tone, icon, children }: { tone: "info" | "warning"; icon: ReactNode; children: ReactNode }) {
  return (
    <div
      role="status"
      className={cn(
        "mb-4 flex flex-wrap items-center gap-3 rounded-lg border px-3.5 py-2.5 text-sm [&>svg]:size-5 [&>svg]:shrink-0",
        tone === "warning" ? "border-warning/30 bg-warning/10 [&>svg]:text-warning" : "border-info/30 bg-info/10 [&>svg]:text-info",
      )}
    >
      {icon}
      <p className="min-w-48 flex-1">{children}</p>
    </div>
  );
}
