import { Card } from "@hostler/ui/card";
import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { CreditNote } from "../api/credit-notes";

/** What is given back, tax by tax. */
export function CreditNoteSums({ note }: { note: CreditNote }) {
  const { t } = useTranslation("credit-notes");
  const rows: [string, Amount][] = [[t("taxable"), note.taxable], ...(note.taxes ?? []).map((tax): [string, Amount] => [`${tax.name} ${tax.rate} %`, tax.amount])];
  return (
    <Card title={t("sums")}>
      <dl className="grid grid-cols-[1fr_auto] gap-y-2 text-sm">
        {rows.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-muted-foreground">{label}</dt>
            <dd className="text-end">
              <Money value={value} mono />
            </dd>
          </div>
        ))}
        <dt className="border-t pt-2 text-base font-semibold">{t("total")}</dt>
        <dd className="border-t pt-2 text-end text-base font-semibold">
          <Money value={note.total} mono />
        </dd>
      </dl>
    </Card>
  );
}
