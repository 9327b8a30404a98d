import { Badge } from "@hostler/ui/badge";
import { Card } from "@hostler/ui/card";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Plugin } from "../../../plugins/plugins";

/** What it can do for the engine, and whom it may call to do it. */
export function PluginAbilities({ plugin }: { plugin: Plugin }) {
  const { t } = useTranslation("plugins");
  // A plugin of somebody else's may name what we have no word for.
  const plainly = (name: string) => ({ defaultValue: name.replaceAll("_", " ") });
  const plain = plugin.capabilities.filter((one) => !one.includes("."));
  const parts = new Map<string, string[]>();
  for (const one of plugin.capabilities) {
    const [part = "", verb] = one.split(".");
    if (verb) parts.set(part, [...(parts.get(part) ?? []), verb]);
  }
  return (
    <Card title={t("abilities")}>
      <ul className="flex flex-wrap gap-1.5">
        {plain.map((one) => (
          <li key={one}>
            <Badge title={one}>{t(`can.${one}`, plainly(one))}</Badge>
          </li>
        ))}
      </ul>
      {parts.size > 0 && (
        <dl className="mt-4 grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
          {[...parts].map(([part, verbs]) => (
            <div key={part}>
              <dt className="font-medium">{t(`part.${part}`, plainly(part))}</dt>
              <dd className="text-xs text-muted-foreground">{verbs.map((verb) => t(`verb.${verb}`, plainly(verb))).join(", ")}</dd>
            </div>
          ))}
        </dl>
      )}
      <h3 className="mt-4 text-sm font-medium">{t("hosts")}</h3>
      {plugin.hosts.length === 0 ? (
        <p className="text-sm text-muted-foreground">{t("no_hosts")}</p>
      ) : (
        <ul className="mt-1 flex flex-col gap-1 text-sm">
          {plugin.hosts.map((host) => (
            <li key={host} className="min-w-0 font-mono text-xs break-all">
              {reached(host, plugin) ?? <span className="font-sans text-muted-foreground">{t("host_of", { setting: titleOf(host, plugin) })}</span>}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** The host as it is now where a setting says it; null for what each server says by itself. */
function reached(host: string, plugin: Plugin): string | null {
  const named = /^\{settings\.(\w+)\}$/.exec(host);
  if (!named) return host.startsWith("{") ? null : host;
  const value = plugin.settings?.[named[1] ?? ""];
  if (typeof value !== "string" || value === "") return null;
  return URL.canParse(value) ? new URL(value).host : value;
}

function titleOf(host: string, plugin: Plugin): string {
  const [, where, name = ""] = /^\{(\w+)\.(\w+)\}$/.exec(host) ?? [];
  const schema = where === "server_settings" ? plugin.server_settings_schema : plugin.settings_schema;
  return schema.properties?.[name]?.title ?? host;
}
