import { Card } from "@hostler/ui/card";
import { CopyButton } from "@hostler/ui/copy-button";
import { DescriptionList, type Fact } from "@hostler/ui/description-list";
import { useLink } from "@hostler/ui/lib/link";
import { Meter } from "@hostler/ui/meter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import type { Server } from "../../../hosts/servers";
import { provisioners } from "../api/servers";

export function ServerFacts({ server }: { server: Server }) {
  const { t } = useTranslation("servers");
  const Link = useLink();
  // What a setting is called says its plugin; who may not read plugins sees it as it is stored.
  const plugin = useQuery({ ...provisioners, retry: false }).data?.find(({ name }) => name === server.plugin);
  const settings = Object.entries((server.settings ?? {}) as Record<string, unknown>);
  return (
    <Card title={t("facts")}>
      <Meter label={t("accounts")} used={server.accounts} limit={server.max_accounts} words={`${server.accounts} / ${server.max_accounts}`} className="mb-4" />
      <DescriptionList
        columns={2}
        facts={[
          [
            t("plugin"),
            <Link key="plugin" href={`/plugins/${server.plugin}`} className="inline-flex min-h-6 items-center hover:underline">
              {plugin?.title ?? server.plugin}
            </Link>,
          ],
          [
            t("group"),
            <Link key="group" href="/server-groups" className="inline-flex min-h-6 items-center hover:underline">
              {server.group ?? t("no_group")}
            </Link>,
          ],
          ...settings.map(([name, value]): Fact => [
            plugin?.server_settings_schema.properties?.[name]?.title ?? name,
            <span key={name} className="font-mono text-xs break-all">
              {value === "***" ? "••••••" : shown(value)}
            </span>,
          ]),
          [
            t("id"),
            <span key="id" className="inline-flex items-center gap-1">
              <code className="font-mono text-xs break-all">{server.id}</code>
              <CopyButton value={server.id} />
            </span>,
          ],
        ]}
      />
    </Card>
  );
}

function shown(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
