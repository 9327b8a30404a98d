import type { Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMemo } from "react";

import { ClientLink } from "../people/client-link";
import { PluginName } from "../plugins/plugin-name";

import { shownState, type Domain } from "./domain";

/** `bare` leaves out whose it is. */
export function useDomainColumns(bare = false): Column<Domain>[] {
  const { t } = useTranslation("sold");
  return useMemo(() => {
    const all: Column<Domain>[] = [
      { id: "name", header: t("domain"), card: "title", cell: (domain) => <span className="break-all">{domain.unicode}</span> },
      { id: "client", header: t("client"), cell: (domain) => (domain.account_id ? <ClientLink id={domain.account_id} client={domain.client} /> : "–") },
      { id: "registrar", header: t("registrar"), cell: (domain) => (domain.registrar ? <PluginName of={domain.registrar} /> : "–") },
      { id: "status", header: t("status"), card: "corner", cell: (domain) => <StatusBadge state={shownState(domain)} /> },
      { id: "renew", header: t("auto_renew"), cell: (domain) => <StatusBadge state={domain.auto_renew ? "on" : "off"} /> },
      { id: "expires", header: t("expires"), align: "end", cell: (domain) => (domain.expires_on ? <CivilDate value={domain.expires_on} /> : "–") },
    ];
    return bare ? all.filter(({ id }) => id !== "client") : all;
  }, [t, bare]);
}
