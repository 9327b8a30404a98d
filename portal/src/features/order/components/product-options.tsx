import { Checkbox } from "@hostler/ui/checkbox";
import { Field, FieldError } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { formatMoney } from "@hostler/ui/lib/money";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useId } from "react";

import type { Cycle, Product } from "../../../catalog/products";

import { addonsOf, costOf, optionsOf, type Cost, type Extras, type OptionValue, type ProductOption } from "./extras";

interface ProductOptionsProps {
  product: Product;
  extras: Extras;
  onChange: (extras: Extras) => void;
  currency: string;
  cycle: Cycle;
  /** By option's name or add-on's id. */
  errors: Record<string, string>;
}

// A select has no empty value.
const none = "none";

/** Everything that can be configured of a product: region, size, image or whatever the shop lets one choose, each with what it costs. */
export function ProductOptions({ product, extras, onChange, currency, cycle, errors }: ProductOptionsProps) {
  const { t } = useTranslation("order");
  const set = (name: string, value: OptionValue | undefined) => {
    const { [name]: _, ...rest } = extras.options;
    onChange({ ...extras, options: value === undefined ? rest : { ...rest, [name]: value } });
  };
  const addons = addonsOf(product);
  return (
    <>
      {optionsOf(product).map((option) => (
        <Option
          key={option.name}
          option={option}
          value={extras.options[option.name]}
          onChange={(value) => set(option.name, value)}
          currency={currency}
          cycle={cycle}
          error={errors[option.name]}
        />
      ))}
      {addons.length > 0 && (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-sm font-medium">{t("addons")}</legend>
          {addons.map((addon) => (
            <AddonLine
              key={addon.id}
              name={addon.name}
              text={addon.description}
              most={addon.max_quantity}
              count={extras.addons[addon.id] ?? 0}
              onCount={(count) => onChange({ ...extras, addons: { ...extras.addons, [addon.id]: count } })}
              cost={costOf(addon.pricing, "volume", 1, currency, cycle)}
              currency={currency}
              cycle={cycle}
              error={errors[addon.id]}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

/** "₹100 a month", or that it is free, or not sold so. */
function useCostWords(currency: string, cycle: Cycle): (cost: Cost | null) => string {
  const { t } = useTranslation(["order", "catalog"]);
  const { locale } = useWords();
  return (cost) =>
    cost === null ? t("not_sold_so") : cost.price === 0 ? t("included") : `+ ${formatMoney({ amount: cost.price, currency }, locale)} ${t(`catalog:per.${cycle}`)}`;
}

interface OptionProps {
  option: ProductOption;
  value: OptionValue | undefined;
  onChange: (value: OptionValue | undefined) => void;
  currency: string;
  cycle: Cycle;
  error?: string;
}

function Option({ option, value, onChange, currency, cycle, error }: OptionProps) {
  const { t } = useTranslation("order");
  const words = useCostWords(currency, cycle);
  const help = option.description || undefined;
  if (option.kind === "flag") {
    return (
      <Tick
        label={option.title}
        text={[help, words(costOf(option.pricing, "volume", 1, currency, cycle))].filter(Boolean).join(" · ")}
        checked={value === true}
        onChange={(on) => onChange(on || (option.required ? false : undefined))}
        error={error}
      />
    );
  }
  if (option.kind === "quantity") {
    const each = costOf(option.pricing, option.tiers, Math.max(1, Number(value ?? option.least)), currency, cycle);
    return (
      <Field
        label={option.unit ? `${option.title} (${option.unit})` : option.title}
        help={[help, t("range", { least: option.least, most: option.most }), words(each)].filter(Boolean).join(" · ")}
        error={error}
        optional={!option.required}
      >
        <Input
          type="number"
          inputMode="numeric"
          className="max-w-40"
          min={option.least}
          max={option.most}
          step={option.step}
          value={value === undefined ? "" : String(value)}
          onChange={(event) => onChange(event.target.value === "" ? undefined : Number(event.target.value))}
        />
      </Field>
    );
  }
  const choices = (option.choices ?? []).map((choice) => {
    const cost = costOf(choice.pricing, "volume", 1, currency, cycle);
    return { value: choice.name, label: cost?.price === 0 ? choice.title : `${choice.title} (${words(cost)})`, disabled: cost === null };
  });
  return (
    <Field label={option.title} help={help} error={error} optional={!option.required}>
      <Select
        value={value === undefined ? (option.required ? undefined : none) : String(value)}
        placeholder={t("choose")}
        onValueChange={(next) => onChange(next === none ? undefined : next)}
        options={option.required ? choices : [{ value: none, label: t("without") }, ...choices]}
      />
    </Field>
  );
}

function Tick({
  label,
  text,
  checked,
  disabled,
  onChange,
  error,
}: {
  label: string;
  text?: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
  error?: string;
}) {
  const id = useId();
  return (
    <div>
      <div className="flex items-start gap-2">
        <Checkbox id={id} checked={checked} disabled={disabled} aria-describedby={text ? `${id}-text` : undefined} onCheckedChange={(on) => onChange(on === true)} />
        <div className="min-w-0 pt-0.5">
          <label htmlFor={id} className="text-sm">
            {label}
          </label>
          {text && (
            <p id={`${id}-text`} className="text-xs text-muted-foreground">
              {text}
            </p>
          )}
        </div>
      </div>
      <FieldError>{error}</FieldError>
    </div>
  );
}

interface AddonLineProps {
  name: string;
  text?: string | null;
  most: number;
  count: number;
  onCount: (count: number) => void;
  cost: Cost | null;
  currency: string;
  cycle: Cycle;
  error?: string;
}

function AddonLine({ name, text, most, count, onCount, cost, currency, cycle, error }: AddonLineProps) {
  const { t } = useTranslation("order");
  const words = useCostWords(currency, cycle);
  return (
    <div className="flex flex-wrap items-start justify-between gap-2">
      <Tick label={name} text={[text, words(cost)].filter(Boolean).join(" · ")} checked={count > 0} disabled={cost === null} onChange={(on) => onCount(on ? 1 : 0)} error={error} />
      {count > 0 && most > 1 && (
        <Input
          type="number"
          inputMode="numeric"
          className="w-20"
          aria-label={`${t("how_many")}: ${name}`}
          min={1}
          max={most}
          value={String(count)}
          onChange={(event) => onCount(Math.max(1, Math.min(most, Math.trunc(Number(event.target.value)) || 1)))}
        />
      )}
    </div>
  );
}
