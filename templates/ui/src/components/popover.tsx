import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";

import { cn } from "../lib/cn";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

export function PopoverContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        data-slot="popover"
        sideOffset={6}
        align="end"
        className={cn("z-50 w-72 rounded-lg border bg-popover p-3 shadow-float duration-150 outline-none data-[state=open]:animate-in data-[state=open]:fade-in-0", className)}
        {...props}
      />
    </Radix.Portal>
  );
}
