import type { Column } from "@hostler/ui/data-table";
import { CivilDate } from "@hostler/ui/date";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMemo } from "react";

import { ClientLink } from "../people/client-link";
import { Price } from "../terms/price";

import { nameOfService, productOf, shownState, type Service } from "./service";

/** `bare` leaves out whose it is. */
export function useServiceColumns(bare = false): Column<Service>[] {
  const { t } = useTranslation("sold");
  return useMemo(() => {
    const all: Column<Service>[] = [
      { id: "name", header: t("service"), card: "title", cell: nameOfService },
      { id: "product", header: t("product"), cell: (service) => productOf(service)?.name ?? "–" },
      { id: "client", header: t("client"), cell: (service) => <ClientLink id={service.account_id} client={service.client} /> },
      { id: "server", header: t("server"), cell: (service) => service.server ?? "–" },
      { id: "status", header: t("status"), card: "corner", cell: (service) => <StatusBadge state={shownState(service)} /> },
      { id: "next", header: t("next_due"), cell: (service) => (service.next_due_date ? <CivilDate value={service.next_due_date} /> : "–") },
      { id: "price", header: t("price"), align: "end", cell: (service) => <Price value={service.recurring_total} cycle={service.cycle} /> },
    ];
    return bare ? all.filter(({ id }) => id !== "client") : all;
  }, [t, bare]);
}
