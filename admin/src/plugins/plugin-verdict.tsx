import { cn } from "@hostler/ui/lib/cn";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { CircleCheck, CircleX } from "lucide-react";

import type { PluginTest } from "./plugins";

/** What the provider answered when it was asked whether the settings work. */
export function PluginVerdict({ verdict }: { verdict: PluginTest }) {
  const { t } = useTranslation("plugin-parts");
  const facts = Object.entries((verdict.report ?? {}) as Record<string, unknown>).filter(([, value]) => ["string", "number", "boolean"].includes(typeof value));
  return (
    <div
      role="status"
      className={cn(
        "flex flex-col gap-2 rounded-md border px-3 py-2 text-sm",
        verdict.works ? "border-success/30 bg-success/10 text-success" : "border-destructive/30 bg-destructive/10 text-destructive",
      )}
    >
      <p className="flex items-start gap-2 font-medium">
        {verdict.works ? <CircleCheck className="mt-0.5 size-4 shrink-0" aria-hidden /> : <CircleX className="mt-0.5 size-4 shrink-0" aria-hidden />}
        <span>
          {verdict.works ? t("works") : t("works_not")}
          {verdict.message && <span className="block font-normal">{verdict.message}</span>}
          {verdict.code && <code className="block font-mono text-xs font-normal">{verdict.code}</code>}
        </span>
      </p>
      {facts.length > 0 && (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 ps-6 text-xs text-foreground">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="font-mono text-muted-foreground">{name}</dt>
              <dd className="min-w-0 font-mono break-all">{String(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {verdict.servers && verdict.servers.length > 0 && (
        <ul className="ps-6 text-foreground">
          {verdict.servers.map((server) => (
            <li key={server.id} className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-medium">{server.name}</span>
              <span className={server.works ? "text-success" : "text-destructive"}>{server.works ? t("works") : server.message || server.code}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
