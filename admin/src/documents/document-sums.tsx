import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";
import type { components } from "@hostler/web-kit/schema";

interface DocumentSumsProps {
  subtotal?: Amount;
  discount?: Amount;
  taxes: components["schemas"]["TaxView"][];
  rounding?: Amount;
  total: Amount;
  /** What is open, where it is another sum. */
  balance?: Amount;
}

/** From the sum of the lines to what is to be paid, each tax by itself. */
export function DocumentSums({ subtotal, discount, taxes, rounding, total, balance }: DocumentSumsProps) {
  const { t } = useTranslation("documents");
  const rows: [string, Amount][] = [
    ...(subtotal ? [[t("subtotal"), subtotal] as [string, Amount]] : []),
    ...(discount && discount.amount !== 0 ? [[t("discount"), { ...discount, amount: -discount.amount }] as [string, Amount]] : []),
    ...taxes.map((tax): [string, Amount] => [`${tax.name} ${tax.rate} %`, tax.amount]),
    ...(rounding && rounding.amount !== 0 ? [[t("rounding"), rounding] as [string, Amount]] : []),
  ];
  return (
    <dl className="ms-auto grid w-full max-w-sm grid-cols-[1fr_auto] gap-y-1.5 border-t px-4 py-3 text-sm sm:border-t-0">
      {rows.map(([label, value]) => (
        <div key={label} className="contents">
          <dt className="text-muted-foreground">{label}</dt>
          <dd className="text-end">
            <Money value={value} mono />
          </dd>
        </div>
      ))}
      <dt className="border-t pt-1.5 font-semibold">{t("total")}</dt>
      <dd className="border-t pt-1.5 text-end font-semibold">
        <Money value={total} mono />
      </dd>
      {balance && balance.amount !== total.amount && (
        <>
          <dt className="text-muted-foreground">{t("balance")}</dt>
          <dd className="text-end">
            <Money value={balance} mono />
          </dd>
        </>
      )}
    </dl>
  );
}
