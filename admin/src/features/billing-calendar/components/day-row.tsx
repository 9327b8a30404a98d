import { Badge } from "@hostler/ui/badge";
import { formatCivil, parseCivil } from "@hostler/ui/lib/civil-date";
import { sumByCurrency } from "@hostler/ui/lib/money";
import type { Tone } from "@hostler/ui/lib/status";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { ClientName } from "../../../people/client-name";
import { RecordLink } from "../../../records/record-link";
import type { Entry, Kind } from "../api/calendar";

import { countsOf, type Day } from "./days";

const tones: Record<Kind, Tone> = { invoice: "info", renewal: "success", due: "neutral", suspension: "warning", cancellation: "danger" };

/** One day: how much of each kind, and on a press what it is. */
export function DayRow({ day, isToday, open: first }: { day: Day; isToday: boolean; open: boolean }) {
  const { t } = useTranslation("billing-calendar");
  const { locale } = useWords();
  const [open, setOpen] = useState(first);
  return (
    <details open={first} onToggle={(event) => setOpen(event.currentTarget.open)} className="border-b last:border-b-0">
      <summary className="flex min-h-11 cursor-pointer flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 hover:bg-accent/60">
        <span className="w-44 font-medium tabular-nums">
          {weekday(day.date, locale)} {formatCivil(day.date, locale)}
        </span>
        {isToday && <Badge tone="info">{t("today")}</Badge>}
        <span className="flex flex-wrap gap-1">
          {countsOf(day.entries).map(([kind, count]) => (
            <Badge key={kind} tone={tones[kind]}>
              {t(`count.${kind}`, { count })}
            </Badge>
          ))}
        </span>
        <span className="ms-auto flex flex-wrap gap-x-3 text-sm">
          {sumByCurrency(day.entries.filter((entry) => entry.kind === "invoice" || entry.kind === "due").map((entry) => entry.amount)).map((sum) => (
            <Money key={sum.currency} value={sum} mono />
          ))}
        </span>
      </summary>
      {open && (
        <ul className="divide-y border-t bg-muted/30">
          {day.entries.map((entry, index) => (
            <li key={index} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5 text-sm">
              <Badge tone={tones[entry.kind]}>{t(`kind.${entry.kind}`)}</Badge>
              <span className="min-w-40 flex-1">
                <Subject entry={entry} />
              </span>
              <ClientName id={entry.client_id} />
              <span className="ms-auto">
                <Money value={entry.amount} mono />
              </span>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

function Subject({ entry }: { entry: Entry }) {
  const id = entry.service_id ?? entry.domain_id ?? entry.invoice_id;
  return id ? <RecordLink id={id}>{entry.title}</RecordLink> : <>{entry.title}</>;
}

function weekday(date: string, locale: string): string {
  const found = parseCivil(date);
  if (!found) return "";
  return new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(Date.UTC(found.year, found.month - 1, found.day));
}
