import type { ReactNode } from "react";

import { cn } from "../lib/cn";

export type Fact = [label: ReactNode, value: ReactNode];

/** Facts of one thing. A fact whose value is null or undefined is left out. */
export function DescriptionList({ facts, columns = 1, className }: { facts: (Fact | null | undefined | false)[]; columns?: 1 | 2 | 3; className?: string }) {
  return (
    <dl data-slot="description-list" className={cn("grid gap-x-8 gap-y-3", columns > 1 && "sm:grid-cols-2", columns > 2 && "lg:grid-cols-3", className)}>
      {facts
        .filter((fact): fact is Fact => Boolean(fact) && (fact as Fact)[1] != null)
        .map(([label, value], index) => (
          // By its label, so that a fact which comes late does not take another's place and its state.
          <div key={typeof label === "string" ? label : index} className="min-w-0">
            <dt className="text-xs text-muted-foreground">{label}</dt>
            <dd className="text-sm break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
