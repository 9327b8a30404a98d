import { Card } from "@hostler/ui/card";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import type { ActFailure } from "@hostler/web-kit/react/act";
import { Ask } from "@hostler/web-kit/react/ask";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";

import { PluginSettings } from "../../../plugins/plugin-settings";
import { getPlugin, hasFields } from "../../../plugins/plugins";
import { PluginAbilities } from "../components/plugin-abilities";
import { PluginActions } from "../components/plugin-actions";
import { PluginFacts } from "../components/plugin-facts";
import { stateOf } from "../components/plugin-state";
import { ServersTest } from "../components/servers-test";

/** "settings.key_id" of an answer is the form's key_id. */
function fieldsOf(failure: ActFailure | null): Record<string, string> {
  return Object.fromEntries(Object.entries(failure?.fields ?? {}).map(([field, text]) => [field.replace(/^settings\./, ""), text]));
}

export default function PluginPage() {
  const { t } = useTranslation("plugins");
  const { name = "" } = useParams({ strict: false }) as { name?: string };
  const query = useQuery({ ...getPlugin(name), refetchInterval: 30_000 });
  const [refused, setRefused] = useState<ActFailure | null>(null);
  useTitle(query.data?.title ?? t("title"));
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(plugin) => (
        <>
          <PageHeader
            trail={[{ label: t("title"), href: "/plugins" }]}
            title={plugin.title}
            description={plugin.description}
            badge={
              <>
                <span className="font-mono text-sm text-muted-foreground">{plugin.name}</span>
                <StatusBadge state={stateOf(plugin)} />
              </>
            }
            actions={<PluginActions plugin={plugin} onRefused={setRefused} />}
          />
          {refused && (
            <div className="mb-4">
              <FormFailure failure={Object.keys(refused.fields).length > 0 ? { text: t("enable_refused") } : refused} />
            </div>
          )}
          <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_24rem]">
            <Card title={t("settings")}>
              {hasFields(plugin.settings_schema) ? (
                // Begins anew from what is stored once that has changed.
                <PluginSettings key={JSON.stringify(plugin.settings ?? null)} plugin={plugin} errors={fieldsOf(refused)} />
              ) : (
                <ServersTest plugin={plugin} />
              )}
            </Card>
            <div className="flex flex-col gap-4">
              <PluginFacts plugin={plugin} />
              <PluginAbilities plugin={plugin} />
            </div>
          </div>
        </>
      )}
    </Ask>
  );
}
