import type { Column } from "@hostler/ui/data-table";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMemo } from "react";

import { kindOf, type Plugin } from "../../../plugins/plugins";

import { stateOf } from "./plugin-state";

export function usePluginColumns(): Column<Plugin>[] {
  const { t } = useTranslation(["plugins", "plugin-parts"]);
  return useMemo(
    () => [
      { id: "title", header: t("name"), card: "title", cell: (plugin) => plugin.title },
      {
        id: "account",
        header: t("account"),
        cell: (plugin) => <span className="font-mono text-[0.96em]">{plugin.name}</span>,
      },
      { id: "kind", header: t("kind"), cell: (plugin) => t(`plugin-parts:kind.${kindOf(plugin) ?? "other"}`) },
      {
        id: "description",
        header: t("what"),
        card: "none",
        className: "max-w-md",
        cell: (plugin) => <span className="line-clamp-1 text-muted-foreground">{plugin.description}</span>,
      },
      { id: "version", header: t("version"), align: "end", cell: (plugin) => <span className="font-mono text-[0.96em]">{plugin.version}</span> },
      { id: "state", header: t("state"), align: "end", card: "corner", cell: (plugin) => <StatusBadge state={stateOf(plugin)} /> },
    ],
    [t],
  );
}
