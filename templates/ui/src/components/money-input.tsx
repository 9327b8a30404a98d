import type { ComponentProps } from "react";

import { cn } from "../lib/cn";
import { parseMoney } from "../lib/money";

import { Input } from "./input";

interface MoneyInputProps extends Omit<ComponentProps<"input">, "value" | "onChange"> {
  currency: string;
  /** As it was typed: `parseMoney` reads it, `decimalOf` writes it. */
  value: string;
  onValueChange: (text: string) => void;
  /** Whether the currency stands before the amount: beside others of the same it need not, or only where there is room. */
  shown?: "always" | "wide" | "never";
}

/** An amount as it is typed, with its currency before it. What is no amount of the currency is marked. */
export function MoneyInput({ currency, value, onValueChange, shown = "always", className, ...props }: MoneyInputProps) {
  const broken = value.trim() !== "" && parseMoney(value, currency) === null;
  return (
    <span data-slot="money-input" className={cn("relative block", className)}>
      <span
        aria-hidden
        className={cn(
          "pointer-events-none absolute inset-y-0 start-2.5 flex items-center font-mono text-xs text-muted-foreground",
          shown === "wide" && "max-sm:hidden",
          shown === "never" && "hidden",
        )}
      >
        {currency}
      </span>
      <Input
        inputMode="decimal"
        autoComplete="off"
        className={cn("ps-12 text-end font-mono tabular-nums", shown === "wide" && "max-sm:px-2", shown === "never" && "px-2")}
        {...props}
        aria-invalid={props["aria-invalid"] ?? (broken || undefined)}
        value={value}
        onChange={(event) => onValueChange(event.target.value)}
      />
    </span>
  );
}
