import { formatCivil, formatInstant, formatRelative } from "../lib/civil-date";
import { cn } from "../lib/cn";
import { useWords } from "../lib/ui-text";

/** A day of the calendar (YYYY-MM-DD), the same for every viewer. */
export function CivilDate({ value, className }: { value: string; className?: string }) {
  const { locale } = useWords();
  return (
    <time dateTime={value} className={cn("whitespace-nowrap tabular-nums", className)}>
      {formatCivil(value, locale)}
    </time>
  );
}

/** A moment in the viewer's zone, with exact UTC on hover. */
export function Instant({ value, relative, className }: { value: string; relative?: boolean; className?: string }) {
  const { locale, text } = useWords();
  const words = relative ? formatRelative(value, locale) : formatInstant(value, locale);
  return (
    <time dateTime={value} title={`${value} ${text("utc")}`} className={cn("whitespace-nowrap tabular-nums", className)}>
      {words}
    </time>
  );
}
