import type { ComponentProps } from "react";

import { cn } from "../lib/cn";

import { fieldLook } from "./input";

export function Textarea({ className, ...props }: ComponentProps<"textarea">) {
  return <textarea data-slot="textarea" className={cn(fieldLook, "min-h-20 py-2 field-sizing-content", className)} {...props} />;
}
