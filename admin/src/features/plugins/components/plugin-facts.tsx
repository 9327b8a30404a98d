import { Card } from "@hostler/ui/card";
import { CopyButton } from "@hostler/ui/copy-button";
import { DescriptionList } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { hasFields, kindOf, webhookAddress, type Plugin } from "../../../plugins/plugins";

import { stateOf } from "./plugin-state";

export function PluginFacts({ plugin }: { plugin: Plugin }) {
  const { t } = useTranslation(["plugins", "plugin-parts"]);
  const Link = useLink();
  const webhook = webhookAddress(plugin, location.origin);
  return (
    <Card title={t("health")}>
      <DescriptionList
        facts={[
          [t("state"), <StatusBadge key="state" state={stateOf(plugin)} />],
          plugin.health ? [t("breaker"), t(`breaker_${plugin.health.breaker}`)] : null,
          plugin.health
            ? [
                t("running"),
                <span key="running" className="tabular-nums">
                  {plugin.health.running_calls}
                </span>,
              ]
            : null,
          [t("kind"), t(`plugin-parts:kind.${kindOf(plugin) ?? "other"}`)],
          [
            t("version"),
            <span key="version" className="font-mono text-xs">
              {plugin.plugin} {plugin.version}
            </span>,
          ],
          webhook
            ? [
                t("webhook"),
                <span key="webhook" className="flex items-start gap-1">
                  <code className="min-w-0 font-mono text-xs break-all">{webhook}</code>
                  <CopyButton value={webhook} label={t("copy_webhook")} />
                </span>,
              ]
            : null,
          hasFields(plugin.server_settings_schema)
            ? [
                t("servers"),
                <Link key="servers" href="/servers" className="text-primary hover:underline">
                  {t("servers_link")}
                </Link>,
              ]
            : null,
        ]}
      />
    </Card>
  );
}
