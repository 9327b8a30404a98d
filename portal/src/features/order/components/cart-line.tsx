import { CivilDate } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { Select } from "@hostler/ui/select";
import { toast } from "@hostler/ui/toaster";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { cycleOrder, type Cycle } from "../../../catalog/products";
import { changeItem, type CartItem } from "../api/cart";

import { RemoveLine } from "./remove-line";

import { CartExtras } from "./cart-extras";

/** One line of the cart: its term can be changed, and it can be taken out. */
export function CartLine({ item }: { item: CartItem }) {
  const { t } = useTranslation(["order", "catalog"]);
  const explain = useExplain();
  const queries = useQueryClient();
  const cycles = cycleOrder.filter((cycle) => cycle === item.cycle || item.offered_cycles?.includes(cycle));
  const settled = () => queries.invalidateQueries({ queryKey: ["cart"] });
  const failed = (error: unknown) => void toast("error", t("change_failed"), { description: explain(error).detail });
  const change = useMutation({ mutationFn: (cycle: Cycle) => changeItem(item.id, { cycle }), onSettled: settled, onError: failed });
  const busy = change.isPending;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3.5" aria-busy={busy}>
      <div className="min-w-48 flex-1">
        <p className="text-base font-medium [overflow-wrap:anywhere]">{item.name}</p>
        {(item.domain ?? item.hostname) && <p className="font-mono text-xs break-all text-muted-foreground">{item.domain ?? item.hostname}</p>}
        {item.period && (
          <p className="text-xs text-muted-foreground">
            <CivilDate value={item.period.from} /> – <CivilDate value={item.period.to} />
          </p>
        )}
        <CartExtras item={item} />
      </div>
      <Select
        aria-label={`${t("catalog:billed")}: ${item.name}`}
        className="w-32 sm:w-36"
        value={item.cycle}
        disabled={busy || cycles.length < 2}
        onValueChange={(cycle) => change.mutate(cycle as Cycle)}
        options={cycles.map((cycle) => ({ value: cycle, label: t(`catalog:cycle.${cycle}`) }))}
      />
      <div className="min-w-20 flex-1 text-end sm:flex-none text-sm">
        <Money value={{ ...item.unit_price, amount: item.unit_price.amount * item.quantity }} mono />
        {item.setup_fee.amount > 0 && (
          <span className="block text-xs text-muted-foreground">
            {t("catalog:setup")} <Money value={item.setup_fee} mono />
          </span>
        )}
      </div>
      <RemoveLine item={item} />
    </li>
  );
}
