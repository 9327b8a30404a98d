import { Check } from "lucide-react";

import { cn } from "../lib/cn";
import { useWords } from "../lib/ui-text";

/** How far a task in steps has come. */
export function Stepper({ steps, current, label }: { steps: string[]; current: number; label: string }) {
  const { text } = useWords();
  return (
    <ol data-slot="stepper" aria-label={label} className="flex items-center gap-2 text-sm">
      {steps.map((step, index) => {
        const done = index < current;
        const now = index === current;
        return (
          <li
            key={step}
            aria-current={now ? "step" : undefined}
            className={cn("flex min-w-0 items-center gap-2", index > 0 && "before:h-px before:w-4 before:bg-border sm:before:w-8")}
          >
            <span
              className={cn(
                "flex size-6 shrink-0 items-center justify-center rounded-full border text-xs font-medium tabular-nums",
                done && "border-primary bg-primary text-primary-foreground",
                now && "border-primary text-primary",
              )}
            >
              {done ? <Check className="size-3.5" aria-hidden /> : index + 1}
            </span>
            <span className={cn("truncate", now ? "font-medium" : "text-muted-foreground max-sm:sr-only")}>
              {step}
              {done && <span className="sr-only"> ({text("step_done")})</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
