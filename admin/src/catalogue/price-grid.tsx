import { Button } from "@hostler/ui/button";
import { FieldError } from "@hostler/ui/field";
import { MoneyInput } from "@hostler/ui/money-input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { X } from "lucide-react";

import { AddCurrency } from "./add-currency";
import { cycles } from "./cycles";
import { cellOf, type PriceCells } from "./price-table";

interface PriceGridProps {
  cells: PriceCells;
  onCells: (cells: PriceCells) => void;
  currencies: string[];
  onCurrencies: (currencies: string[]) => void;
  /** By cell: what is wrong with it. */
  errors: Record<string, string>;
  /** The currency that is the shop's own: it stays. */
  own: string;
}

/** A price and a set-up fee for each cycle in each currency. An empty cell is not sold. */
export function PriceGrid({ cells, onCells, currencies, onCurrencies, errors, own }: PriceGridProps) {
  const { t } = useTranslation("catalogue");
  const set = (place: string, change: Partial<PriceCells[string]>) => onCells({ ...cells, [place]: { ...(cells[place] ?? { price: "", setup: "" }), ...change } });
  return (
    <div className="flex flex-col gap-6">
      {currencies.map((currency) => (
        <fieldset key={currency} className="min-w-0 rounded-lg border">
          <legend className="sr-only">{currency}</legend>
          <div className="flex min-h-10 items-center justify-between gap-2 border-b px-3">
            <span className="font-mono text-sm font-semibold">{currency}</span>
            {currency !== own && (
              <Button variant="ghost" size="icon-sm" aria-label={t("remove_currency", { currency })} onClick={() => onCurrencies(currencies.filter((one) => one !== currency))}>
                <X aria-hidden />
              </Button>
            )}
          </div>
          <div className="grid grid-cols-[minmax(5rem,auto)_1fr_1fr] items-center gap-x-2 gap-y-1.5 p-3 sm:gap-x-4">
            <span className="text-xs text-muted-foreground">{t("cycle_title")}</span>
            <span className="text-end text-xs text-muted-foreground">{t("price")}</span>
            <span className="text-end text-xs text-muted-foreground">{t("setup_fee")}</span>
            {cycles.map((cycle) => {
              const place = cellOf(currency, cycle);
              const label = t(`cycle.${cycle}`);
              const error = errors[place];
              return (
                <div key={cycle} className="contents">
                  <span className="text-sm">{label}</span>
                  {(["price", "setup"] as const).map((part) => (
                    <MoneyInput
                      key={part}
                      shown="wide"
                      currency={currency}
                      aria-label={`${label}, ${currency}: ${part === "price" ? t("price") : t("setup_fee")}`}
                      aria-invalid={error ? true : undefined}
                      value={cells[place]?.[part] ?? ""}
                      onValueChange={(text) => set(place, { [part]: text })}
                    />
                  ))}
                  {error && (
                    <div className="col-span-3">
                      <FieldError>{error}</FieldError>
                    </div>
                  )}
                </div>
              );
            })}
          </div>
        </fieldset>
      ))}
      <AddCurrency known={currencies} onAdd={(currency) => onCurrencies([...currencies, currency])} />
    </div>
  );
}
