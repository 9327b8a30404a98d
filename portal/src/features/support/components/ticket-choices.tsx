import { Field } from "@hostler/ui/field";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { Controller, type UseFormReturn } from "react-hook-form";

import { departments, services } from "../api/ticket-choices";

import { none, priorities, type TicketValues } from "./ticket-draft";

/** Whom it goes to, how urgent it is, and what it is about. Without the lists it can be written all the same: the shop decides then. */
export function TicketChoices({ form }: { form: UseFormReturn<TicketValues> }) {
  const { t } = useTranslation("support");
  const places = useQuery(departments).data ?? [];
  const owned = useQuery(services).data ?? [];
  const choices = [
    {
      name: "department_id",
      label: t("department"),
      help: (value: string) => places.find((one) => one.id === value)?.description,
      options: [{ value: none, label: t("new.any_department") }, ...places.map((one) => ({ value: one.id, label: one.name }))],
    },
    {
      name: "priority",
      label: t("priority"),
      help: (value: string) => (value === "urgent" ? t("new.urgent_help") : undefined),
      options: priorities.map((value) => ({ value, label: t(`priorities.${value}`) })),
    },
    {
      name: "service_id",
      label: t("service"),
      help: () => undefined,
      options: [{ value: none, label: t("new.no_service") }, ...owned.map((one) => ({ value: one.id, label: one.name }))],
    },
  ] as const;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {choices.map(({ name, label, help, options }) => (
        <Controller
          key={name}
          control={form.control}
          name={name}
          render={({ field, fieldState }) => (
            <Field label={label} help={help(field.value)} error={fieldState.error?.message} className={name === "service_id" ? "sm:col-span-2" : undefined}>
              <Select
                ref={field.ref}
                value={options.some((one) => one.value === field.value) ? field.value : undefined}
                placeholder={label}
                onValueChange={field.onChange}
                options={[...options]}
              />
            </Field>
          )}
        />
      ))}
    </div>
  );
}
