import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

import { cn } from "../lib/cn";
import { useWords } from "../lib/ui-text";

import { Button } from "./button";

export const Dialog = Radix.Root;
export const DialogTrigger = Radix.Trigger;
export const DialogClose = Radix.Close;

interface DialogContentProps extends Omit<ComponentProps<typeof Radix.Content>, "title"> {
  title: ReactNode;
  description?: ReactNode;
  /** Buttons; the first action stands last and stays in reach on a phone. */
  footer?: ReactNode;
  side?: "center" | "end" | "start";
}

const places = {
  center:
    "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-xl sm:inset-auto sm:start-1/2 sm:top-1/2 sm:w-full sm:max-w-lg sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-xl rtl:sm:translate-x-1/2 data-[state=open]:zoom-in-98",
  end: "inset-y-0 end-0 w-full max-w-md border-y-0 border-e-0 data-[state=open]:slide-in-from-right-8",
  start: "inset-y-0 start-0 w-72 max-w-[85vw] border-y-0 border-s-0 data-[state=open]:slide-in-from-left-8",
};

export function DialogContent({ title, description, footer, children, className, side = "center", ...props }: DialogContentProps) {
  const { text } = useWords();
  return (
    <Radix.Portal>
      <Radix.Overlay className="fixed inset-0 z-40 bg-black/50 data-[state=open]:animate-in data-[state=open]:fade-in-0" />
      <Radix.Content
        data-slot="dialog"
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed z-50 flex flex-col border bg-card shadow-float duration-150 outline-none data-[state=open]:animate-in data-[state=open]:fade-in-0",
          places[side],
          className,
        )}
        {...props}
      >
        <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
          <div className="min-w-0">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            {description && <Radix.Description className="text-sm text-muted-foreground">{description}</Radix.Description>}
          </div>
          <Radix.Close asChild>
            <Button variant="ghost" size="icon-sm" className="-me-2 text-muted-foreground" aria-label={text("close")}>
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-5 py-2">{children}</div>
        {footer && <footer className="flex flex-wrap justify-end gap-2 border-t px-5 py-3">{footer}</footer>}
      </Radix.Content>
    </Radix.Portal>
  );
}
