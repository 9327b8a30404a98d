import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { PhoneField } from "@hostler/ui/phone-field";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { PartProps } from "./company-parts";

/** What the seller is called, and where people ask. */
export function NamesPart({ draft, change, errors }: PartProps) {
  const { t } = useTranslation("company");
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-2 text-sm font-semibold">{t("names")}</legend>
      <Field label={t("name")} help={t("name_help")} error={errors.name}>
        <Input value={draft.name} maxLength={120} onChange={(event) => change({ name: event.target.value })} />
      </Field>
      <Field label={t("legal_name")} help={t("legal_name_help")} error={errors.legal_name}>
        <Input value={draft.legal_name} maxLength={200} autoComplete="organization" onChange={(event) => change({ legal_name: event.target.value })} />
      </Field>
      <Field label={t("email")} help={t("email_help")} error={errors.email}>
        <Input type="email" value={draft.email} maxLength={254} autoComplete="email" onChange={(event) => change({ email: event.target.value })} />
      </Field>
      <Field label={t("phone")} optional error={errors.phone}>
        <PhoneField value={draft.phone} country={draft.country} onChange={(phone) => change({ phone })} />
      </Field>
    </fieldset>
  );
}
