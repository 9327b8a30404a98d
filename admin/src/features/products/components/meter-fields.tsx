import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Trash2 } from "lucide-react";

import { AddCurrency } from "../../../catalogue/add-currency";
import { SwitchField } from "../../../forms/switch-field";
import { meterings, type Metering } from "../api/meters";

import type { MeterDraft } from "./meter-draft";
import { MeterPrice } from "./meter-price";

interface MeterFieldsProps {
  draft: MeterDraft;
  errors: Record<string, string>;
  /** "meters[0]" */
  path: string;
  onChange: (draft: MeterDraft) => void;
  onRemove: () => void;
}

export function MeterFields({ draft, errors, path, onChange, onRemove }: MeterFieldsProps) {
  const { t } = useTranslation(["products", "desk"]);
  const set = (part: Partial<MeterDraft>) => onChange({ ...draft, ...part });
  const error = (field: string) => errors[`${path}.${field}`];
  return (
    <fieldset className="min-w-0 rounded-lg border p-4">
      <legend className="px-1 text-sm font-semibold">{draft.title || t("new_meter")}</legend>
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        <Field label={t("meter_title")} error={error("title")}>
          <Input value={draft.title} maxLength={80} onChange={(event) => set({ title: event.target.value })} />
        </Field>
        <Field label={t("meter_name")} help={t("meter_name_help")} error={error("name")}>
          <Input value={draft.name} maxLength={60} className="font-mono" spellCheck={false} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <Field label={t("unit")} error={error("unit")}>
          <Input value={draft.unit} maxLength={20} onChange={(event) => set({ unit: event.target.value })} />
        </Field>
        <Field label={t("metering")} help={t(`metering_text.${draft.metering}`)} error={error("metering")}>
          <Select
            options={meterings.map((value) => ({ value, label: t(`metering_of.${value}`) }))}
            value={draft.metering}
            onValueChange={(metering) => set({ metering: metering as Metering })}
          />
        </Field>
        <Field label={t("meter_included")} help={t("meter_included_help")} error={error("included")}>
          <Input value={draft.included} inputMode="decimal" className="tabular-nums" onChange={(event) => set({ included: event.target.value })} />
        </Field>
        <SwitchField label={t("whole_units")} help={t("whole_units_help")} checked={draft.whole_units} onChange={(whole_units) => set({ whole_units })} />
      </div>
      <div className="mt-4 flex flex-col gap-4">
        {draft.prices.map((price, at) => (
          <MeterPrice
            key={price.currency}
            price={price}
            unit={draft.unit}
            errors={errors}
            path={`${path}.prices[${at}]`}
            onChange={(next) => set({ prices: draft.prices.map((one, index) => (index === at ? next : one)) })}
            onRemove={() => set({ prices: draft.prices.filter((_, index) => index !== at) })}
          />
        ))}
        {error("prices") && (
          <p role="alert" className="text-xs text-destructive">
            {error("prices")}
          </p>
        )}
        <div className="flex flex-wrap items-end justify-between gap-2">
          <AddCurrency
            known={draft.prices.map(({ currency }) => currency)}
            onAdd={(currency) => set({ prices: [...draft.prices, { currency, cap: "", tiers: [{ up_to: "", unit_price: "" }] }] })}
          />
          <Button variant="ghost" size="sm" onClick={onRemove}>
            <Trash2 aria-hidden />
            {t("remove_meter")}
          </Button>
        </div>
      </div>
    </fieldset>
  );
}
