import { cn } from "@hostler/ui/lib/cn";
import type { ReactNode } from "react";

/** A page to be read: its heading, and a width that eyes can follow. */
export function Column({ title, text, wide, children }: { title: ReactNode; text?: ReactNode; wide?: boolean; children: ReactNode }) {
  return (
    <section className={cn("mx-auto px-4 pt-10 sm:px-6", wide ? "max-w-5xl" : "max-w-3xl")}>
      <h1 className="text-2xl font-semibold tracking-tight break-words">{title}</h1>
      {text && <div className="mt-1 text-sm text-muted-foreground">{text}</div>}
      <div className="mt-6">{children}</div>
    </section>
  );
}
