import { RadioGroup as Radix } from "radix-ui";
import { useId, type ComponentProps, type ReactNode } from "react";

import { cn } from "../lib/cn";

export function RadioGroup({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root data-slot="radio-group" className={cn("flex flex-col gap-1", className)} {...props} />;
}

export function RadioItem({ value, children, help, disabled }: { value: string; children: ReactNode; help?: ReactNode; disabled?: boolean }) {
  const id = useId();
  return (
    <div className="flex items-start gap-2 py-1">
      <Radix.Item
        id={id}
        value={value}
        disabled={disabled}
        aria-describedby={help ? `${id}-help` : undefined}
        className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border border-input bg-card data-[state=checked]:border-primary"
      >
        <Radix.Indicator className="size-2.5 rounded-full bg-primary" />
      </Radix.Item>
      <div className="min-w-0">
        <label htmlFor={id} className="text-sm">
          {children}
        </label>
        {help && (
          <p id={`${id}-help`} className="text-xs text-muted-foreground">
            {help}
          </p>
        )}
      </div>
    </div>
  );
}
