import type { ReactNode } from "react";

import { cn } from "../lib/cn";
import type { Tone } from "../lib/status";

import { Instant } from "./date";

export interface TimelineEntry {
  id: string;
  at: string;
  title: ReactNode;
  detail?: ReactNode;
  tone?: Tone;
}

const dots: Record<Tone, string> = {
  neutral: "bg-muted-foreground",
  info: "bg-info",
  success: "bg-success",
  warning: "bg-warning",
  danger: "bg-destructive",
};

/** What happened, newest first as it is given. */
export function Timeline({ entries, label }: { entries: TimelineEntry[]; label: string }) {
  return (
    <ol data-slot="timeline" aria-label={label} className="relative flex flex-col gap-4 border-s ps-5">
      {entries.map((entry) => (
        <li key={entry.id} className="relative">
          <span className={cn("absolute top-1.5 -start-[1.57rem] size-2.5 rounded-full ring-4 ring-card", dots[entry.tone ?? "neutral"])} aria-hidden />
          <div className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span className="text-sm">{entry.title}</span>
            <Instant value={entry.at} relative className="text-xs text-muted-foreground" />
          </div>
          {entry.detail && <div className="text-xs text-muted-foreground">{entry.detail}</div>}
        </li>
      ))}
    </ol>
  );
}
