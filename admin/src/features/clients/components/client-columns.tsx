import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMemo } from "react";

import { useCountryName } from "../../../records/names";
import type { Client } from "../api/list-clients";

export function useClientColumns(): Column<Client>[] {
  const { t } = useTranslation("clients");
  const country = useCountryName();
  return useMemo(
    () => [
      { id: "name", header: t("name"), card: "title", cell: (client) => <span className="font-medium">{client.company ?? `${client.first_name} ${client.last_name}`}</span> },
      { id: "email", header: t("email"), cell: (client) => <span className="break-all">{client.email}</span> },
      { id: "number", header: t("number"), cell: (client) => <span className="font-mono text-[0.96em]">{client.alias ?? client.number}</span> },
      { id: "place", header: t("place"), cell: (client) => [client.address.city, country(client.address.country)].filter(Boolean).join(", ") },
      { id: "status", header: t("status"), card: "corner", cell: (client) => <StatusBadge state={client.status} /> },
      { id: "created", header: t("created"), align: "end", sort: "created_at", cell: (client) => <Instant value={client.created_at} relative /> },
    ],
    [t, country],
  );
}
