import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { instanceChoices, nameOf } from "../api/instances";
import type { Part } from "../api/parts";

import type { Kind } from "./kinds";
import { useDetail, type Details } from "./part-details";

export function titleOf(part: Part): string {
  const details = (part.details ?? {}) as Details;
  return part.name || details.ip || part.id;
}

/** The machine's name by its id, for what only knows the id. */
export function useInstanceName(): (id: string) => string {
  const all = useQuery(instanceChoices).data ?? [];
  return (id) => {
    const found = all.find((instance) => instance.id === id);
    return found ? nameOf(found) : id;
  };
}

export function usePartColumns(kind: Kind): Column<Part>[] {
  const { t } = useTranslation("compute");
  const detail = useDetail();
  const nameOfInstance = useInstanceName();
  return [
    { id: "name", header: t("name"), card: "title", cell: titleOf },
    { id: "state", header: t("state"), card: "corner", cell: (part) => <StatusBadge state={part.state} /> },
    ...kind.columns.map((name): Column<Part> => ({
      id: name,
      header: t(`detail.${name}`),
      cell: (part) => detail(name, (part.details as Record<string, unknown> | null)?.[name]) ?? "–",
    })),
    { id: "machine", header: t("machine"), cell: (part) => <span className="break-all">{nameOfInstance(part.instance_id)}</span> },
    { id: "created", header: t("created"), card: "none", cell: (part) => <Instant value={part.created_at} /> },
  ];
}
