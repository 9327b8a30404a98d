import { cn } from "../lib/cn";
import { decimalOf, formatMoney, type Money as Amount } from "../lib/money";
import { useWords } from "../lib/ui-text";

/** An amount in its currency's way of writing. In tables give it `mono`; `whole` leaves ".00" away. */
export function Money({ value, mono, whole, className }: { value: Amount; mono?: boolean; whole?: boolean; className?: string }) {
  const { locale } = useWords();
  return (
    <data value={`${decimalOf(value)} ${value.currency}`} className={cn("whitespace-nowrap tabular-nums", mono && "font-mono text-[0.96em]", className)}>
      {formatMoney(value, locale, whole)}
    </data>
  );
}
