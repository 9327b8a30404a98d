import { Badge } from "@hostler/ui/badge";
import { formatRelative } from "@hostler/ui/lib/civil-date";
import { useWords } from "@hostler/ui/lib/ui-text";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { AlarmClock, AlarmClockCheck, AlarmClockOff } from "lucide-react";
import { useEffect, useState } from "react";

import type { Ticket } from "../api/tickets";

const soonMs = 60 * 60_000;

/** How long there is until the first answer is late, or how it went. Nothing where nothing is promised. */
export function SlaClock({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation("support");
  const { locale } = useWords();
  const { due_at, answered_at, late } = ticket.first_response;
  const waiting = Boolean(due_at) && !answered_at && ticket.status !== "closed";
  const now = useNow(waiting);
  if (!due_at) return null;
  if (answered_at)
    return late ? (
      <Badge tone="warning">
        <AlarmClockOff aria-hidden />
        {t("sla.was_late")}
      </Badge>
    ) : (
      <Badge tone="success">
        <AlarmClockCheck aria-hidden />
        {t("sla.kept")}
      </Badge>
    );
  const left = Date.parse(due_at) - now;
  return (
    <Badge tone={left < 0 || late ? "danger" : left < soonMs ? "warning" : "neutral"} className="h-auto min-h-6 max-w-full whitespace-normal">
      <AlarmClock aria-hidden />
      <time dateTime={due_at} title={due_at}>
        {left < 0 ? t("sla.late_since", { when: formatRelative(due_at, locale, now) }) : t("sla.answer", { when: formatRelative(due_at, locale, now) })}
      </time>
    </Badge>
  );
}

/** The moment that it is, told anew every half minute. */
function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
