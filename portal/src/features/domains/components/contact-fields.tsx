import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { PhoneField } from "@hostler/ui/phone-field";
import { Select } from "@hostler/ui/select";
import { useBrand } from "@hostler/web-kit/brand";
import { countries, indianStates } from "@hostler/web-kit/places";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Controller, type UseFormReturn } from "react-hook-form";

import type { ContactsForm, Role } from "./contacts-form";

/** One person or organisation; the fields follow the country. */
export function ContactFields({ form, who: role }: { form: UseFormReturn<ContactsForm>; who: Role }) {
  const { t, i18n } = useTranslation(["domains", "account"]);
  const brand = useBrand();
  const errors = form.formState.errors[role];
  const country = form.watch(`${role}.country`);
  const required = { required: t("account:required") };
  const names = new Intl.DisplayNames([i18n.language], { type: "region" });
  const state = form.watch(`${role}.state`) ?? "";
  const states = indianStates.includes(state) || !state ? indianStates : [state, ...indianStates];
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("account:first_name")} error={errors?.first_name?.message}>
          <Input {...form.register(`${role}.first_name`, required)} />
        </Field>
        <Field label={t("account:last_name")} error={errors?.last_name?.message}>
          <Input {...form.register(`${role}.last_name`, required)} />
        </Field>
      </div>
      <Field label={t("account:company")} optional error={errors?.organization?.message}>
        <Input {...form.register(`${role}.organization`)} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("contacts.email")} error={errors?.email?.message}>
          <Input type="email" spellCheck={false} autoCapitalize="none" {...form.register(`${role}.email`, required)} />
        </Field>
        <Controller
          control={form.control}
          name={`${role}.phone`}
          rules={required}
          render={({ field }) => (
            <Field label={t("contacts.phone")} error={errors?.phone?.message}>
              <PhoneField country={country || brand.country} {...field} />
            </Field>
          )}
        />
      </div>
      <Field label={t("account:country")} error={errors?.country?.message}>
        <Select
          value={country}
          onValueChange={(next) => {
            form.setValue(`${role}.country`, next, { shouldDirty: true });
            form.setValue(`${role}.state`, "", { shouldDirty: true });
          }}
          options={countries.map((code) => ({ value: code, label: names.of(code) ?? code })).sort((a, b) => a.label.localeCompare(b.label, i18n.language))}
        />
      </Field>
      <Field label={t("account:line1")} error={errors?.line1?.message}>
        <Input {...form.register(`${role}.line1`, required)} />
      </Field>
      <Field label={t("account:line2")} optional error={errors?.line2?.message}>
        <Input {...form.register(`${role}.line2`)} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t("account:postal_code")} error={errors?.postal_code?.message}>
          <Input {...form.register(`${role}.postal_code`)} />
        </Field>
        <Field label={t("account:city")} error={errors?.city?.message}>
          <Input {...form.register(`${role}.city`, required)} />
        </Field>
        <Field label={t("account:state")} error={errors?.state?.message}>
          {country === "IN" ? (
            <Select
              placeholder={t("account:choose")}
              value={state || undefined}
              onValueChange={(next) => form.setValue(`${role}.state`, next, { shouldDirty: true })}
              options={states.map((name) => ({ value: name, label: name }))}
            />
          ) : (
            <Input {...form.register(`${role}.state`)} />
          )}
        </Field>
      </div>
    </div>
  );
}
