import { OTPInput, type SlotProps } from "input-otp";
import type { ComponentProps } from "react";

import { cn } from "../lib/cn";

type OtpInputProps = Omit<ComponentProps<typeof OTPInput>, "render" | "children" | "maxLength"> & { length?: number };

/** A one-time code: one input, so that it can be pasted, autofilled and read out. */
export function OtpInput({ length = 6, ...props }: OtpInputProps) {
  return (
    <OTPInput
      data-slot="otp-input"
      maxLength={length}
      inputMode="numeric"
      autoComplete="one-time-code"
      containerClassName="flex gap-2"
      render={({ slots }) => slots.map((slot, index) => <Slot key={index} {...slot} />)}
      {...props}
    />
  );
}

function Slot({ char, isActive, hasFakeCaret }: SlotProps) {
  return (
    <div
      className={cn(
        "flex h-11 w-10 items-center justify-center rounded-md border border-input bg-card font-mono text-xl tabular-nums",
        isActive && "border-primary ring-2 ring-ring",
      )}
    >
      {char}
      {hasFakeCaret && <span className="h-5 w-px animate-pulse bg-foreground" />}
    </div>
  );
}
