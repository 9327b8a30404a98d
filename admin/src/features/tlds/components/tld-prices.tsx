import { Button } from "@hostler/ui/button";
import { FieldError } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { MoneyInput } from "@hostler/ui/money-input";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";

import { firstError } from "../../../forms/first-error";

import type { TldPriceDraft } from "./tld-draft";

interface TldPricesProps {
  rows: TldPriceDraft[];
  onChange: (rows: TldPriceDraft[]) => void;
  currencies: string[];
  errors: Record<string, string>;
}

const parts = ["register", "renew", "transfer"] as const;

/** What so many years cost, by currency. Years without a row of their own cost as many times the first. */
export function TldPrices({ rows, onChange, currencies, errors }: TldPricesProps) {
  const { t } = useTranslation("tlds");
  const known = [...new Set([...currencies, ...rows.map((row) => row.currency)])];
  const set = (at: number, part: Partial<TldPriceDraft>) => onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  const missing = known.find((currency) => !rows.some((row) => row.currency === currency));
  return (
    <div className="flex flex-col gap-3">
      <p className="text-xs text-muted-foreground">{t("prices_text")}</p>
      {rows.map((row, at) => {
        const said = t("price_row", { number: at + 1 });
        const error = firstError(errors, `prices[${at}]`);
        return (
          <div key={at} className="rounded-md border p-3">
            <div className="grid grid-cols-3 items-end gap-2">
              <Labelled by={t("currency")}>
                <Select
                  aria-label={`${said}: ${t("currency")}`}
                  value={row.currency}
                  onValueChange={(currency) => set(at, { currency })}
                  options={known.map((value) => ({ value, label: value }))}
                />
              </Labelled>
              <Labelled by={t("years")}>
                <Input
                  aria-label={`${said}: ${t("years")}`}
                  inputMode="numeric"
                  className="text-end tabular-nums"
                  value={row.years}
                  onChange={(event) => set(at, { years: event.target.value })}
                />
              </Labelled>
              <Button
                variant="ghost"
                size="icon"
                className="justify-self-end"
                aria-label={t("remove_price", { number: at + 1 })}
                onClick={() => onChange(rows.filter((_, index) => index !== at))}
              >
                <X aria-hidden />
              </Button>
              {parts.map((part) => (
                <Labelled key={part} by={t(`part.${part}`)}>
                  <MoneyInput
                    shown="never"
                    aria-label={`${said}: ${t(`part.${part}`)}`}
                    aria-invalid={error ? true : undefined}
                    currency={row.currency}
                    value={row[part]}
                    onValueChange={(text) => set(at, { [part]: text })}
                  />
                </Labelled>
              ))}
            </div>
            <FieldError>{error}</FieldError>
          </div>
        );
      })}
      <Button
        variant="secondary"
        size="sm"
        className="w-fit"
        onClick={() => onChange([...rows, { currency: missing ?? known[0] ?? "INR", years: "1", register: "", renew: "", transfer: "" }])}
      >
        <Plus aria-hidden />
        {t("add_price")}
      </Button>
    </div>
  );
}

/** Words above a control whose whole name is said to who does not see them. */
function Labelled({ by, children }: { by: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <span aria-hidden className="mb-1 block text-xs text-muted-foreground">
        {by}
      </span>
      {children}
    </div>
  );
}
