import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Cart } from "../api/cart";

/** The cart's sums, tax by tax: what is asked for is never a surprise. */
export function Totals({ cart, credit }: { cart: Cart; credit?: Amount }) {
  const { t } = useTranslation("order");
  const rows: [string, Amount, boolean?][] = [
    [t("subtotal"), cart.subtotal],
    ...(cart.discount.amount ? [[t("discount"), { ...cart.discount, amount: -cart.discount.amount }, true] as [string, Amount, boolean]] : []),
    ...(cart.tax ?? []).map((tax): [string, Amount] => [`${tax.name} ${tax.rate} %`, tax.amount]),
    ...(cart.rounding.amount ? [[t("rounding"), cart.rounding] as [string, Amount]] : []),
  ];
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-y-2 text-sm">
      {rows.map(([label, amount, good]) => (
        <div key={label} className="contents">
          <dt className="text-muted-foreground">{label}</dt>
          <dd className={good ? "text-end text-success" : "text-end"}>
            <Money value={amount} mono />
          </dd>
        </div>
      ))}
      <dt className="border-t pt-2 text-base font-semibold">{t("total")}</dt>
      <dd className="border-t pt-2 text-end text-base font-semibold">
        <Money value={cart.total} mono />
      </dd>
      {credit && credit.amount > 0 && (
        <>
          <dt className="text-muted-foreground">{t("from_credit")}</dt>
          <dd className="text-end text-success">
            <Money value={{ ...credit, amount: -credit.amount }} mono />
          </dd>
          <dt className="font-semibold">{t("to_pay")}</dt>
          <dd className="text-end font-semibold">
            <Money value={{ ...cart.total, amount: cart.total.amount - credit.amount }} mono />
          </dd>
        </>
      )}
    </dl>
  );
}
