import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Cart } from "../api/cart";

/**
 * The cart's sums, tax by tax: what is asked for is never a surprise. Where prices include the tax, sums and discount are in the
 * terms of the lines above them, and the total says what tax is in it.
 */
export function Totals({ cart, credit }: { cart: Cart; credit?: Amount }) {
  const { t } = useTranslation("order");
  const { gross } = cart;
  const { subtotal, discount } = gross ?? cart;
  const rounding = gross ? { ...cart.total, amount: cart.total.amount - (subtotal.amount - discount.amount) } : cart.rounding;
  const taxes = (cart.tax ?? []).map((tax): [string, Amount] => [`${tax.name} ${tax.rate} %`, tax.amount]);
  const rows: [string, Amount, boolean?][] = [
    [t("subtotal"), subtotal],
    ...(discount.amount ? [[t("discount"), { ...discount, amount: -discount.amount }, true] as [string, Amount, boolean]] : []),
    ...(gross ? [] : taxes),
    ...(rounding.amount ? [[t("rounding"), rounding] as [string, Amount]] : []),
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
      {gross &&
        taxes.map(([label, amount]) => (
          <div key={label} className="contents text-xs text-muted-foreground">
            <dt>{t("of_which", { tax: label })}</dt>
            <dd className="text-end">
              <Money value={amount} mono />
            </dd>
          </div>
        ))}
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
