import { Button } from "@hostler/ui/button";
import { FieldError } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { MoneyInput } from "@hostler/ui/money-input";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Plus, X } from "lucide-react";

import { cycles, type Cycle } from "./cycles";
import type { TierDraft } from "./tier-draft";

interface TierRowsProps {
  label: string;
  rows: TierDraft[];
  onChange: (rows: TierDraft[]) => void;
  /** Whether a quantity can have other prices from so many on. */
  tiered: boolean;
  /** The currencies to choose from: those in which anything is sold. */
  currencies: string[];
  errors: Record<string, string>;
  /** "pricing", "choices[1].pricing" */
  path: string;
}

/** Prices by currency and cycle, one a row. Without any it is free. */
export function TierRows({ label, rows, onChange, tiered, currencies, errors, path }: TierRowsProps) {
  const { t } = useTranslation("catalogue");
  const known = [...new Set([...currencies, ...rows.map((row) => row.currency)])];
  const set = (at: number, part: Partial<TierDraft>) => onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  // The next one is most often the same currency's next cycle.
  const next = (): TierDraft => {
    const last = rows.at(-1);
    const following = last ? cycles[cycles.findIndex((cycle) => cycle === last.cycle) + 1] : undefined;
    return { currency: last?.currency ?? known[0] ?? "INR", cycle: following ?? "monthly", from: "1", price: "", setup: "" };
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {rows.length === 0 && <p className="text-sm text-muted-foreground">{t("free")}</p>}
      {rows.map((row, at) => {
        const error = Object.entries(errors).find(([field]) => field === `${path}[${at}]` || field.startsWith(`${path}[${at}].`))?.[1];
        const said = t("price_row", { number: at + 1 });
        return (
          <div key={at}>
            <div className="flex flex-wrap items-center gap-2">
              <Select
                aria-label={`${said}: ${t("currency")}`}
                className="w-24"
                value={row.currency}
                onValueChange={(currency) => set(at, { currency })}
                options={known.map((value) => ({ value, label: value }))}
              />
              <Select
                aria-label={`${said}: ${t("cycle_title")}`}
                className="w-40"
                value={row.cycle}
                onValueChange={(cycle) => set(at, { cycle: cycle as Cycle })}
                options={cycles.map((value) => ({ value, label: t(`cycle.${value}`) }))}
              />
              {tiered && (
                <label className="flex items-center gap-1.5 text-sm text-muted-foreground">
                  {t("from_quantity")}
                  <Input
                    aria-label={`${said}: ${t("from_quantity")}`}
                    inputMode="numeric"
                    className="w-20 text-end tabular-nums"
                    value={row.from}
                    onChange={(event) => set(at, { from: event.target.value })}
                  />
                </label>
              )}
              <MoneyInput
                aria-label={`${said}: ${t("price")}`}
                placeholder={t("price")}
                aria-invalid={error ? true : undefined}
                className="w-40"
                currency={row.currency}
                value={row.price}
                onValueChange={(price) => set(at, { price })}
              />
              <MoneyInput
                aria-label={`${said}: ${t("setup_fee")}`}
                placeholder={t("setup_fee")}
                className="w-40"
                currency={row.currency}
                value={row.setup}
                onValueChange={(setup) => set(at, { setup })}
              />
              <Button variant="ghost" size="icon-sm" aria-label={t("remove_price", { number: at + 1 })} onClick={() => onChange(rows.filter((_, index) => index !== at))}>
                <X aria-hidden />
              </Button>
            </div>
            <FieldError>{error}</FieldError>
          </div>
        );
      })}
      <Button variant="secondary" size="sm" className="w-fit" onClick={() => onChange([...rows, next()])}>
        <Plus aria-hidden />
        {t("add_price")}
      </Button>
    </fieldset>
  );
}
