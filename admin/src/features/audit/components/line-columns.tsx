import { Badge } from "@hostler/ui/badge";
import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { StaffName } from "../../../people/staff-name";
import { Subject } from "../../../wire/subject";
import type { ActivityLine } from "../api/audit";

/** `title` draws the action: a button where the line opens. */
export function useLineColumns<Line extends ActivityLine>(title: (line: Line) => ReactNode): Column<Line>[] {
  const { t } = useTranslation("audit");
  return useMemo(
    () => [
      { id: "at", header: t("at"), cell: (line) => <Instant value={line.created_at} /> },
      { id: "action", header: t("action"), card: "title", cell: title },
      { id: "object", header: t("object"), cell: (line) => <Subject id={line.object} /> },
      {
        id: "actor",
        header: t("actor"),
        card: "corner",
        cell: (line) => (
          <span className="inline-flex flex-wrap items-center gap-1.5">
            <Badge tone={line.actor === "staff" ? "info" : "neutral"}>{t(`kind.${line.actor}`)}</Badge>
            {line.impersonator && <Badge tone="warning">{t("acting")}</Badge>}
          </span>
        ),
      },
      { id: "who", header: t("who"), cell: (line) => <Who line={line} /> },
      { id: "account", header: t("account"), cell: (line) => (line.account_id ? <Subject id={line.account_id} /> : "–") },
      { id: "ip", header: t("ip"), cell: (line) => <span className="font-mono text-xs">{line.ip || "–"}</span> },
    ],
    [t, title],
  );
}

function Who({ line }: { line: ActivityLine }) {
  if (line.impersonator) return <StaffName id={line.impersonator} />;
  return line.user ? <StaffName id={line.user} /> : <>–</>;
}
