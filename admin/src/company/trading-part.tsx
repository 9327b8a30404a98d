import { Field } from "@hostler/ui/field";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { PartProps } from "./company-parts";
import { timeZones } from "./time-zones";

/** By which clock the shop's days run, and in which money its books are kept. */
export function TradingPart({ draft, change, errors, fixed }: PartProps & { fixed: boolean }) {
  const { t, i18n } = useTranslation("company");
  const names = new Intl.DisplayNames([i18n.language], { type: "currency" });
  const codes = [...new Set([...Intl.supportedValuesOf("currency"), draft.currency])].sort();
  const zones = [...new Set([...timeZones(), draft.time_zone])].sort();
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-2 text-sm font-semibold">{t("trading")}</legend>
      <Field label={t("time_zone")} help={t("time_zone_help")} error={errors.time_zone}>
        <Select value={draft.time_zone} onValueChange={(time_zone) => change({ time_zone })} options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))} />
      </Field>
      <Field label={t("currency")} help={fixed ? t("currency_fixed") : t("currency_help")} error={errors.currency}>
        <Select
          value={draft.currency}
          disabled={fixed}
          onValueChange={(currency) => change({ currency })}
          options={codes.map((code) => ({ value: code, label: `${code} · ${names.of(code)}` }))}
        />
      </Field>
    </fieldset>
  );
}
