import type { ReactNode } from "react";

import { cn } from "../lib/cn";

interface MeterProps {
  label: string;
  used: number;
  limit: number;
  /** In words, beside the label: "12 of 40". */
  words?: ReactNode;
  className?: string;
}

/** How much of a limit is used: amber from three quarters, red from nine tenths. */
export function Meter({ label, used, limit, words, className }: MeterProps) {
  const share = limit > 0 ? Math.min(1, Math.max(0, used / limit)) : 0;
  return (
    <div data-slot="meter" className={cn("min-w-0", className)}>
      {words !== undefined && (
        <p className="flex flex-wrap justify-between gap-x-3 text-sm">
          <span>{label}</span>
          <span className="font-mono text-xs leading-5 text-muted-foreground tabular-nums">{words}</span>
        </p>
      )}
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        className={cn("h-1.5 overflow-hidden rounded-full bg-muted", words !== undefined && "mt-1.5")}
      >
        <div className={cn("h-full", share > 0.9 ? "bg-destructive" : share > 0.75 ? "bg-warning" : "bg-primary")} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
