import { useWords } from "@hostler/ui/lib/ui-text";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMemo } from "react";

import { cronWords, nextTimes, zoneThatFits } from "./cron";

interface ScheduleProps {
  when: string;
  /** What is in force, and when the engine says that it runs next: tells the zone. */
  stored: { when: string; next?: string | null };
  count?: number;
}

/** A cron expression in words, and when it comes next by the shop's clock. */
export default function Schedule({ when, stored, count = 5 }: ScheduleProps) {
  const { t } = useTranslation("automation");
  const { locale } = useWords();
  const viewers = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = useMemo(() => zoneThatFits(stored.next ? [{ when: stored.when, next: stored.next }] : [], viewers), [stored.when, stored.next, viewers]);
  const words = cronWords(when, locale);
  const unchanged = when.trim() === stored.when.trim();
  const times = useMemo(() => {
    const after = unchanged && stored.next ? new Date(new Date(stored.next).getTime() - 1_000) : new Date();
    return nextTimes(when, zone ?? viewers, after, count);
  }, [when, zone, viewers, unchanged, stored.next, count]);
  if (!words || times.length === 0) return <p className="text-sm text-destructive">{t("no_cron")}</p>;
  const format = new Intl.DateTimeFormat(locale === "hi" ? "hi-IN" : "en-GB", {
    timeZone: zone ?? viewers,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return (
    <div className="text-sm">
      <p className="font-medium">{words}</p>
      <p className="mt-2 text-xs text-muted-foreground">{zone ? t("next_runs", { zone }) : t("next_runs_here", { zone: viewers })}</p>
      <ol className="mt-1 flex flex-col gap-0.5 tabular-nums">
        {times.map((at) => (
          <li key={at.toISOString()}>
            <time dateTime={at.toISOString()} title={at.toISOString()}>
              {format.format(at)}
            </time>
          </li>
        ))}
      </ol>
    </div>
  );
}
