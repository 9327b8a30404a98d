import { Badge } from "@hostler/ui/badge";
import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMemo, type ReactNode } from "react";

import { ClientName } from "../../../people/client-name";
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
      { id: "who", header: t("who"), card: "corner", cell: (line) => <Who line={line} /> },
      { id: "account", header: t("account"), cell: (line) => (line.account_id ? <ClientName id={line.account_id} /> : "–") },
      { id: "ip", header: t("ip"), cell: (line) => <span className="font-mono text-xs">{line.ip || "–"}</span> },
    ],
    [t, title],
  );
}

/** Colleagues by name; whose account it is says the next column. */
function Who({ line }: { line: ActivityLine }) {
  const { t } = useTranslation("audit");
  const colleague = line.impersonator ?? (line.actor === "staff" ? line.user : null);
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      {colleague ? <StaffName id={colleague} /> : <span className="text-muted-foreground">{t(`kind.${line.actor}`)}</span>}
      {line.impersonator && <Badge tone="warning">{t("acting")}</Badge>}
    </span>
  );
}
