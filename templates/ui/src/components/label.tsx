import { Label as Radix } from "radix-ui";
import type { ComponentProps } from "react";

import { cn } from "../lib/cn";

export function Label({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return <Radix.Root data-slot="label" className={cn("text-sm font-medium", className)} {...props} />;
}
