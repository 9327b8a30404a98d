import { cn } from "../lib/cn";
import { decimalOf, formatMoney, type Money as Amount } from "../lib/money";
import { useWords } from "../lib/ui-text";

/** An amount in its currency's way of writing. In tables give it `mono`. */
export function Money({ value, mono, className }: { value: Amount; mono?: boolean; className?: string }) {
  const { locale } = useWords();
  return (
    <data value={`${decimalOf(value)} ${value.currency}`} className={cn("whitespace-nowrap tabular-nums", mono && "font-mono text-[0.96em]", className)}>
      {formatMoney(value, locale)}
    </data>
  );
}
