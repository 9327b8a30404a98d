import { Check } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "../lib/cn";
import type { Money as Amount } from "../lib/money";

import { Money } from "./money";

interface PlanCardProps {
  name: ReactNode;
  description?: ReactNode;
  price: Amount;
  /** "a month" */
  per: ReactNode;
  /** Below the price: what is saved, what setting up costs. */
  note?: ReactNode;
  features: string[];
  /** The button, or why there is none. */
  action: ReactNode;
  highlighted?: boolean;
}

/** One plan as the shop shows it, and as who writes it sees it beforehand. */
export function PlanCard({ name, description, price, per, note, features, action, highlighted }: PlanCardProps) {
  return (
    <article data-slot="plan-card" className={cn("flex flex-col rounded-xl border bg-card p-5", highlighted && "border-primary/60 ring-1 ring-primary/40")}>
      <h3 className="text-lg font-semibold break-words">{name}</h3>
      <p className="mt-1 text-sm break-words text-muted-foreground">{description}</p>
      <p className="mt-5 flex flex-wrap items-baseline gap-x-1.5">
        <Money value={price} whole className="text-3xl font-semibold tracking-tight" />
        <span className="text-sm text-muted-foreground">{per}</span>
      </p>
      <p className="min-h-5 text-xs">{note}</p>
      <ul className="mt-4 mb-6 flex flex-1 flex-col gap-2">
        {features.map((feature) => (
          <li key={feature} className="flex items-start gap-2 text-sm">
            <Check className="mt-0.5 size-4 shrink-0 text-success" aria-hidden />
            <span className="min-w-0 break-words">{feature}</span>
          </li>
        ))}
      </ul>
      {action}
    </article>
  );
}
