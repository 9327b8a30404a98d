import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMemo } from "react";

import { PluginName } from "../plugins/plugin-name";
import { useCallWords } from "../records/words";

import type { Operation } from "./operations";
import { Subject } from "./subject";

/** `bare` leaves out what is the same in every row: whose it is. */
export function useOperationColumns(bare = false): Column<Operation>[] {
  const { t } = useTranslation("wire");
  const words = useCallWords();
  return useMemo(() => {
    const all: Column<Operation>[] = [
      { id: "operation", header: t("operation"), card: "title", cell: (one) => <span title={one.operation}>{words(one.operation)}</span> },
      { id: "plugin", header: t("plugin"), cell: (one) => <PluginName of={one.plugin} /> },
      { id: "subject", header: t("subject"), cell: (one) => <Subject id={one.subject} /> },
      { id: "state", header: t("state"), card: "corner", cell: (one) => <StatusBadge state={one.state} /> },
      {
        id: "error",
        header: t("error"),
        className: "max-w-80",
        cell: (one) => {
          const said = [one.error_code, one.error_message].filter(Boolean).join(": ");
          return said ? <span className="line-clamp-2 text-xs">{said}</span> : "–";
        },
      },
      { id: "attempts", header: t("attempts"), align: "end", cell: (one) => one.attempts },
      { id: "at", header: t("updated"), align: "end", cell: (one) => <Instant value={one.updated_at} relative /> },
    ];
    return bare ? all.filter(({ id }) => id !== "subject") : all;
  }, [t, words, bare]);
}
