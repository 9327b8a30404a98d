import { Button } from "@hostler/ui/button";
import { FieldError } from "@hostler/ui/field";
import { MoneyInput } from "@hostler/ui/money-input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Plus, X } from "lucide-react";

import { firstError } from "../../../forms/first-error";

import type { TldFeesDraft } from "./tld-draft";

interface TldFeesProps {
  rows: TldFeesDraft[];
  onChange: (rows: TldFeesDraft[]) => void;
  currencies: string[];
  errors: Record<string, string>;
}

/** What a late renewal, and one out of redemption, cost on top. */
export function TldFees({ rows, onChange, currencies, errors }: TldFeesProps) {
  const { t } = useTranslation("tlds");
  const set = (at: number, part: Partial<TldFeesDraft>) => onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  const left = currencies.filter((currency) => !rows.some((row) => row.currency === currency));
  return (
    <div className="flex flex-col gap-3">
      <p className="text-xs text-muted-foreground">{t("fees_text")}</p>
      {rows.map((row, at) => {
        const error = firstError(errors, `fees[${at}]`);
        return (
          <div key={row.currency}>
            <div className="grid items-end gap-2 sm:grid-cols-[4rem_1fr_1fr_auto]">
              <span className="font-mono text-sm font-semibold sm:pb-2">{row.currency}</span>
              {(["grace_fee", "restore_fee"] as const).map((part) => (
                <div key={part}>
                  <span aria-hidden className="mb-1 block text-xs text-muted-foreground">
                    {t(`fee.${part}`)}
                  </span>
                  <MoneyInput aria-label={`${row.currency}: ${t(`fee.${part}`)}`} currency={row.currency} value={row[part]} onValueChange={(text) => set(at, { [part]: text })} />
                </div>
              ))}
              <Button variant="ghost" size="icon" aria-label={t("remove_fee", { currency: row.currency })} onClick={() => onChange(rows.filter((_, index) => index !== at))}>
                <X aria-hidden />
              </Button>
            </div>
            <FieldError>{error}</FieldError>
          </div>
        );
      })}
      {left[0] && (
        <Button variant="secondary" size="sm" className="w-fit" onClick={() => onChange([...rows, { currency: left[0] ?? "", grace_fee: "", restore_fee: "" }])}>
          <Plus aria-hidden />
          {t("add_fee", { currency: left[0] })}
        </Button>
      )}
    </div>
  );
}
