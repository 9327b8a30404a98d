import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Select } from "@hostler/ui/select";
import { Sheet, SheetContent } from "@hostler/ui/sheet";
import { toast } from "@hostler/ui/toaster";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { languages } from "@hostler/web-kit/i18n";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useForm } from "react-hook-form";

import type { Client } from "../../../people/clients";
import { changeClient } from "../api/client";
import { bodyOf, valuesOf, type EditValues } from "../api/edit-values";

import { AddressEdit } from "./address-edit";
import { ExemptionEdit } from "./exemption-edit";

/** A client's profile as staff may change it: only what was changed is sent. */
export function EditSheet({ client, onClose }: { client: Client; onClose: () => void }) {
  const { t } = useTranslation("clients");
  const queries = useQueryClient();
  const form = useForm<EditValues>({ defaultValues: valuesOf(client) });
  const { failure, fail, clear } = useFormFailure(form);
  const { errors, isSubmitting, isDirty } = form.formState;
  const required = { required: t("required") };
  const submit = form.handleSubmit(async (values) => {
    clear();
    try {
      await changeClient(client.id, bodyOf(client, values));
      await queries.invalidateQueries({ queryKey: ["clients"] });
      void toast("success", t("saved"));
      onClose();
    } catch (error) {
      fail(error);
    }
  });
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent
        title={t("edit")}
        footer={
          <Button form="edit-client" type="submit" busy={isSubmitting} disabled={!isDirty}>
            {t("save")}
          </Button>
        }
      >
        <form id="edit-client" onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4 pb-4">
          <FormFailure failure={failure} />
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("first_name")} error={errors.first_name?.message}>
              <Input {...form.register("first_name", required)} />
            </Field>
            <Field label={t("last_name")} error={errors.last_name?.message}>
              <Input {...form.register("last_name", required)} />
            </Field>
          </div>
          <Field label={t("company")} optional error={errors.company?.message}>
            <Input {...form.register("company")} />
          </Field>
          <Field label={t("email")} error={errors.email?.message} help={t("email_help")}>
            <Input type="email" {...form.register("email", required)} />
          </Field>
          <Field label={t("phone")} optional error={errors.phone?.message}>
            <Input type="tel" {...form.register("phone")} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("language")} error={errors.language?.message}>
              <Select
                value={form.watch("language")}
                onValueChange={(language) => form.setValue("language", language, { shouldDirty: true })}
                options={Object.entries(languages).map(([value, label]) => ({ value, label }))}
              />
            </Field>
            <Field label={t("group")} optional error={errors.group?.message}>
              <Input {...form.register("group")} />
            </Field>
          </div>
          <AddressEdit form={form} />
          <ExemptionEdit form={form} />
        </form>
      </SheetContent>
    </Sheet>
  );
}
