import { Card } from "@hostler/ui/card";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { system } from "../api/today";

export function PluginsCard() {
  const { t } = useTranslation("today");
  return (
    <Card title={t("plugins")} flush>
      <Ask
        query={useQuery(system)}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={(facts) => facts.plugins.length === 0}
        empty={<p className="px-4 pb-4 text-sm text-muted-foreground">{t("no_plugins")}</p>}
      >
        {(facts) => (
          <ul className="divide-y pb-1">
            {facts.plugins.map((plugin) => (
              <li key={plugin.instance} className="flex min-h-9 items-center justify-between gap-3 px-4 py-1 text-sm">
                <span className="min-w-0 truncate font-medium">{plugin.instance}</span>
                <span className="flex gap-4 text-xs text-muted-foreground">
                  <span>{t("plugin_running", { count: plugin.running })}</span>
                  <span className="font-mono">{plugin.version}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Ask>
    </Card>
  );
}
