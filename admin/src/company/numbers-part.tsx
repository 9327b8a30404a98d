import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { PartProps } from "./company-parts";

/** What registers call the seller: the numbers follow the country. */
export function NumbersPart({ draft, change, errors }: PartProps) {
  const { t } = useTranslation("company");
  const inIndia = draft.country === "IN";
  const number = { className: "font-mono", spellCheck: false, autoComplete: "off" };
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-2 text-sm font-semibold">{t("numbers")}</legend>
      {inIndia ? (
        <>
          <Field label={t("gstin")} optional help={t("gstin_help")} error={errors.gstin}>
            <Input {...number} value={draft.gstin} maxLength={15} onChange={(event) => change({ gstin: event.target.value.toUpperCase() })} />
          </Field>
          <Field label={t("pan")} optional help={t("pan_help")} error={errors.pan}>
            <Input {...number} value={draft.pan} maxLength={10} onChange={(event) => change({ pan: event.target.value.toUpperCase() })} />
          </Field>
          <Field label={t("lut_number")} optional help={t("lut_help")} error={errors.lut_number}>
            <Input {...number} value={draft.lut_number} maxLength={40} onChange={(event) => change({ lut_number: event.target.value.toUpperCase() })} />
          </Field>
        </>
      ) : (
        <Field label={t("vat_number")} optional help={t("vat_help")} error={errors.vat_number}>
          <Input {...number} value={draft.vat_number} maxLength={20} onChange={(event) => change({ vat_number: event.target.value.toUpperCase() })} />
        </Field>
      )}
      <Field label={inIndia ? t("cin") : t("registration_number")} optional help={inIndia ? t("cin_help") : t("registration_help")} error={errors.registration_number}>
        <Input {...number} value={draft.registration_number} maxLength={40} onChange={(event) => change({ registration_number: event.target.value })} />
      </Field>
    </fieldset>
  );
}
