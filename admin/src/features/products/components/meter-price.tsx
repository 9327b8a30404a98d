import { Button } from "@hostler/ui/button";
import { FieldError } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { MoneyInput } from "@hostler/ui/money-input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Plus, X } from "lucide-react";

import type { MeterDraft } from "./meter-draft";

type PriceDraft = MeterDraft["prices"][number];

interface MeterPriceProps {
  price: PriceDraft;
  unit: string;
  errors: Record<string, string>;
  path: string;
  onChange: (price: PriceDraft) => void;
  onRemove: () => void;
}

/** Steps of a price by use in one currency: so much a unit, up to so many. */
export function MeterPrice({ price, unit, errors, path, onChange, onRemove }: MeterPriceProps) {
  const { t } = useTranslation("products");
  const { currency, tiers } = price;
  const setTier = (at: number, part: Partial<PriceDraft["tiers"][number]>) =>
    onChange({ ...price, tiers: tiers.map((tier, index) => (index === at ? { ...tier, ...part } : tier)) });
  const told = Object.entries(errors).filter(([field]) => field === path || field.startsWith(`${path}.`));
  return (
    <fieldset className="min-w-0 rounded-lg border p-3">
      <legend className="px-1 font-mono text-sm font-semibold">{currency}</legend>
      <ol className="flex flex-col gap-2">
        {tiers.map((tier, at) => {
          const last = at === tiers.length - 1;
          return (
            <li key={at} className="flex flex-wrap items-center gap-2 text-sm">
              <Input
                aria-label={`${currency}, ${t("step", { number: at + 1 })}: ${t("unit_price")}`}
                aria-invalid={errors[`${path}.tiers[${at}].unit_price`] ? true : undefined}
                inputMode="decimal"
                className="w-32 text-end font-mono tabular-nums"
                value={tier.unit_price}
                onChange={(event) => setTier(at, { unit_price: event.target.value })}
              />
              <span className="text-muted-foreground">{t("per_unit", { currency, unit })}</span>
              {last ? (
                <span className="text-muted-foreground">{tiers.length > 1 ? t("beyond") : ""}</span>
              ) : (
                <>
                  <span className="text-muted-foreground">{t("up_to")}</span>
                  <Input
                    aria-label={`${currency}, ${t("step", { number: at + 1 })}: ${t("up_to")}`}
                    aria-invalid={errors[`${path}.tiers[${at}].up_to`] ? true : undefined}
                    inputMode="decimal"
                    className="w-28 text-end tabular-nums"
                    value={tier.up_to}
                    onChange={(event) => setTier(at, { up_to: event.target.value })}
                  />
                  <span className="text-muted-foreground">{unit}</span>
                </>
              )}
              {tiers.length > 1 && (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={t("remove_step", { number: at + 1 })}
                  onClick={() =>
                    onChange({ ...price, tiers: tiers.filter((_, index) => index !== at).map((one, index, left) => (index === left.length - 1 ? { ...one, up_to: "" } : one)) })
                  }
                >
                  <X aria-hidden />
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button variant="secondary" size="sm" onClick={() => onChange({ ...price, tiers: [...tiers, { up_to: "", unit_price: "" }] })}>
          <Plus aria-hidden />
          {t("add_step")}
        </Button>
        <span className="flex items-center gap-2 text-sm">
          {t("cap")}
          <MoneyInput currency={currency} className="w-40" aria-label={`${currency}: ${t("cap")}`} value={price.cap} onValueChange={(cap) => onChange({ ...price, cap })} />
        </span>
        <Button variant="ghost" size="sm" className="ms-auto" onClick={onRemove}>
          <X aria-hidden />
          {t("remove_currency", { currency })}
        </Button>
      </div>
      {told.map(([field, message]) => (
        <FieldError key={field}>{message}</FieldError>
      ))}
    </fieldset>
  );
}
