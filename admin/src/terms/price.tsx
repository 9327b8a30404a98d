import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Cycle } from "./products";

/** An amount and how often it comes: "₹199.00 a month". */
export function Price({ value, cycle }: { value: Amount; cycle: Cycle }) {
  const { t } = useTranslation("terms");
  return (
    <span className="whitespace-nowrap">
      <Money value={value} mono /> <span className="text-xs text-muted-foreground">{t(`per.${cycle}`)}</span>
    </span>
  );
}

/** The word for a cycle: "Monthly". */
export function CycleWord({ cycle }: { cycle: Cycle }) {
  const { t } = useTranslation("terms");
  return <>{t(`cycle.${cycle}`)}</>;
}
