import { cn } from "@hostler/ui/lib/cn";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Check } from "lucide-react";

import { optional, steps, type Step } from "./steps";

/** All steps with how far each has come; any can be gone to. Positioned, so that what only a reader hears scrolls with them. */
export function StepList({ done, current, onGo }: { done: Set<Step>; current: Step; onGo: (step: Step) => void }) {
  const { t } = useTranslation("setup");
  return (
    <ol aria-label={t("steps")} className="relative flex gap-1 overflow-x-auto lg:flex-col">
      {steps.map((step, index) => (
        <li key={step}>
          <button
            type="button"
            aria-current={step === current ? "step" : undefined}
            onClick={() => onGo(step)}
            className={cn(
              "flex w-full min-w-max items-center gap-2.5 rounded-md px-2 py-1.5 text-start text-sm transition-colors hover:bg-accent",
              step === current && "bg-accent font-medium",
            )}
          >
            <span
              className={cn(
                "flex size-6 shrink-0 items-center justify-center rounded-full border text-xs tabular-nums",
                done.has(step) && "border-primary bg-primary text-primary-foreground",
              )}
            >
              {done.has(step) ? <Check className="size-3.5" aria-hidden /> : index + 1}
            </span>
            <span>
              {t(`step.${step}`)}
              {done.has(step) ? (
                <span className="sr-only"> ({t("done")})</span>
              ) : (
                optional.includes(step) && <span className="block text-xs font-normal text-muted-foreground">{t("optional")}</span>
              )}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
