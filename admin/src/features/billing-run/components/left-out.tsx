import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { RecordLink } from "../../../records/record-link";
import type { RunEntry } from "../api/run-billing";

/** One row for each subject, however often it was chosen. */
export function withRows(left: readonly RunEntry[], more: readonly RunEntry[]): RunEntry[] {
  return [...new Map([...left, ...more].map((row) => [row.subject, row])).values()];
}

interface LeftOutProps {
  rows: RunEntry[];
  busy: boolean;
  onChange: (rows: RunEntry[]) => void;
}

/** What was taken out of the run by hand, and the way back for each. */
export function LeftOut({ rows, busy, onChange }: LeftOutProps) {
  const { t } = useTranslation("billing-run");
  const nameOf = ({ title, number, subject }: RunEntry) => title ?? number ?? subject;
  return (
    <Card
      title={t("left_out.title", { count: rows.length })}
      flush
      action={
        <Button size="sm" variant="ghost" disabled={busy} onClick={() => onChange([])}>
          {t("left_out.all_back")}
        </Button>
      }
    >
      <p className="px-4 pb-2 text-sm text-muted-foreground">{t("left_out.text")}</p>
      <ul className="max-h-72 divide-y overflow-y-auto border-t" aria-label={t("left_out.title", { count: rows.length })}>
        {rows.map((row) => (
          <li key={row.subject} className="flex min-h-10 items-center gap-3 px-4 py-1 text-sm">
            <span className="min-w-0 flex-1 break-words">
              <RecordLink id={row.subject}>{row.title ?? row.number}</RecordLink>
            </span>
            <Button
              size="sm"
              variant="link"
              disabled={busy}
              aria-label={t("left_out.back_of", { name: nameOf(row) })}
              onClick={() => onChange(rows.filter(({ subject }) => subject !== row.subject))}
            >
              {t("left_out.back")}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
