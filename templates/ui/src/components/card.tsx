import type { ComponentProps, ReactNode } from "react";

import { cn } from "../lib/cn";

interface CardProps extends Omit<ComponentProps<"section">, "title"> {
  title?: ReactNode;
  /** Beside the title: one link or button. */
  action?: ReactNode;
  /** Without padding, for a table or a list that has its own. */
  flush?: boolean;
}

export function Card({ title, action, flush, className, children, ...props }: CardProps) {
  return (
    <section data-slot="card" className={cn("min-w-0 rounded-lg border bg-card", className)} {...props}>
      {(title || action) && (
        <header className="flex min-h-11 items-center justify-between gap-3 px-4 pt-2">
          {title && <h2 className="text-sm font-semibold">{title}</h2>}
          {action}
        </header>
      )}
      <div className={flush ? "" : title ? "px-4 pt-1 pb-4" : "p-4"}>{children}</div>
    </section>
  );
}
