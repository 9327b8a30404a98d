import { CircleAlert } from "lucide-react";
import { Slot } from "radix-ui";
import { useId, type ReactElement, type ReactNode } from "react";

import { cn } from "../lib/cn";
import { useWords } from "../lib/ui-text";

import { Label } from "./label";

interface FieldProps {
  label: ReactNode;
  /** The one control: it gets its id and says its help and its error. */
  children: ReactElement;
  help?: ReactNode;
  error?: ReactNode;
  optional?: boolean;
  className?: string;
  /** Beside the label, such as a link "forgotten?". */
  aside?: ReactNode;
  id?: string;
}

/** A control with its label, help and error, all tied together for who does not see them. */
export function Field({ label, children, help, error, optional, className, aside, id: given }: FieldProps) {
  const made = useId();
  const id = given ?? made;
  const { text } = useWords();
  const describedBy = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div data-slot="field" className={cn("flex flex-col gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-2">
        <Label htmlFor={id}>
          {label}
          {optional && <span className="ms-1.5 font-normal text-muted-foreground">{text("optional")}</span>}
        </Label>
        {aside}
      </div>
      <Slot.Root id={id} aria-describedby={describedBy || undefined} aria-invalid={error ? true : undefined}>
        {children}
      </Slot.Root>
      {help && (
        <p id={`${id}-help`} className="text-xs text-muted-foreground">
          {help}
        </p>
      )}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children?: ReactNode }) {
  if (!children) return null;
  return (
    <p id={id} role="alert" className="flex items-start gap-1.5 text-xs text-destructive">
      <CircleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span>{children}</span>
    </p>
  );
}
