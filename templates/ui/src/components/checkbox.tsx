import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import type { ComponentProps } from "react";

import { cn } from "../lib/cn";

/** Its target is 24 px although the box is 16. */
export function Checkbox({ className, checked, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      data-slot="checkbox"
      checked={checked}
      className={cn("group inline-flex size-6 shrink-0 items-center justify-center rounded-sm disabled:opacity-50", className)}
      {...props}
    >
      <span className="flex size-4 items-center justify-center rounded-sm border border-input bg-card group-data-[state=checked]:border-primary group-data-[state=checked]:bg-primary group-data-[state=indeterminate]:border-primary group-data-[state=indeterminate]:bg-primary">
        <Radix.Indicator className="text-primary-foreground">
          {checked === "indeterminate" ? <Minus className="size-3" aria-hidden /> : <Check className="size-3" strokeWidth={3} aria-hidden />}
        </Radix.Indicator>
      </span>
    </Radix.Root>
  );
}
