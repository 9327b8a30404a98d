import type { Column } from "@hostler/ui/data-table";
import { Meter } from "@hostler/ui/meter";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMemo } from "react";

import type { Server } from "../../../hosts/servers";
import { PluginName } from "../../../plugins/plugin-name";

export function useServerColumns(): Column<Server>[] {
  const { t } = useTranslation("servers");
  return useMemo(
    () => [
      { id: "name", header: t("name"), card: "title", cell: (server) => server.name },
      { id: "plugin", header: t("plugin"), cell: (server) => <PluginName of={server.plugin} /> },
      { id: "group", header: t("group"), cell: (server) => server.group ?? "–" },
      { id: "status", header: t("status"), card: "corner", cell: (server) => <StatusBadge state={server.status} /> },
      { id: "accounts", header: t("accounts"), align: "end", cell: (server) => `${server.accounts} / ${server.max_accounts}` },
      {
        id: "full",
        header: t("fill"),
        className: "w-40",
        card: "none",
        cell: (server) => <Meter label={`${t("fill")}: ${server.name}`} used={server.accounts} limit={server.max_accounts} />,
      },
    ],
    [t],
  );
}
