import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Select } from "@hostler/ui/select";
import { gstStates } from "@hostler/web-kit/gst-states";
import { countries } from "@hostler/web-kit/places";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { PartProps } from "./company-parts";

/** Where the seller is: its country decides the tax there is, and in India its state which of the taxes. */
export function AddressPart({ draft, change, errors, fixed }: PartProps & { fixed: boolean }) {
  const { t, i18n } = useTranslation("company");
  const names = new Intl.DisplayNames([i18n.language], { type: "region" });
  const options = countries.map((code) => ({ value: code, label: names.of(code) ?? code })).sort((one, other) => one.label.localeCompare(other.label, i18n.language));
  const inIndia = draft.country === "IN";
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-2 text-sm font-semibold">{t("address")}</legend>
      <Field label={t("country")} help={fixed ? t("country_fixed") : t("country_help")} error={errors["address.country"] ?? errors.address}>
        <Select value={draft.country} disabled={fixed} onValueChange={(country) => change({ country, state: "" })} options={options} />
      </Field>
      <Field label={t("line1")} error={errors["address.line1"]}>
        <Input value={draft.line1} maxLength={200} autoComplete="address-line1" onChange={(event) => change({ line1: event.target.value })} />
      </Field>
      <Field label={t("line2")} optional error={errors["address.line2"]}>
        <Input value={draft.line2} maxLength={200} autoComplete="address-line2" onChange={(event) => change({ line2: event.target.value })} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("postal_code")} error={errors["address.postal_code"]}>
          <Input value={draft.postal_code} maxLength={20} autoComplete="postal-code" onChange={(event) => change({ postal_code: event.target.value })} />
        </Field>
        <Field label={t("city")} error={errors["address.city"]}>
          <Input value={draft.city} maxLength={100} autoComplete="address-level2" onChange={(event) => change({ city: event.target.value })} />
        </Field>
      </div>
      <Field label={t("state")} optional={!inIndia} help={inIndia ? t("state_help") : undefined} error={errors["address.state"]}>
        {inIndia ? (
          <Select
            placeholder={t("choose_state")}
            value={draft.state || undefined}
            onValueChange={(state) => change({ state })}
            options={gstStates.map(({ code, name }) => ({ value: name, label: `${name} (${code})` }))}
          />
        ) : (
          <Input value={draft.state} maxLength={100} autoComplete="address-level1" onChange={(event) => change({ state: event.target.value })} />
        )}
      </Field>
    </fieldset>
  );
}
