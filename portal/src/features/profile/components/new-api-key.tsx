import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useIdempotencyKey } from "@hostler/web-kit/idempotency";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useForm } from "react-hook-form";

import { makeApiKey } from "../api/account";

/** What stands between commas and spaces. */
function listed(text: string) {
  return text.split(/[\s,]+/).filter(Boolean);
}

export function NewApiKey({ onClose, onMade }: { onClose: () => void; onMade: (secret: string) => void }) {
  const { t } = useTranslation("profile");
  const key = useIdempotencyKey();
  const form = useForm({ defaultValues: { name: "", scopes: "read", ip_allow: "" } });
  const { failure, fail, clear } = useFormFailure(form);
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async ({ name, scopes, ip_allow: addresses }) => {
    clear();
    try {
      const made = await makeApiKey({ name: name.trim(), scopes: listed(scopes), ip_allow: listed(addresses) }, key.header);
      onMade(made.secret ?? "");
    } catch (error) {
      key.renew();
      fail(error);
    }
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={t("keys.make")} className="sm:max-w-md">
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-4" noValidate>
          <FormFailure failure={failure} />
          <Field label={t("keys.name")} help={t("keys.name_help")} error={errors.name?.message}>
            <Input {...form.register("name", { required: t("required") })} />
          </Field>
          <Field label={t("keys.scopes")} help={t("keys.scopes_help")} error={errors.scopes?.message}>
            <Input className="font-mono" spellCheck={false} autoCapitalize="none" {...form.register("scopes", { required: t("required") })} />
          </Field>
          <Field label={t("keys.addresses")} help={t("keys.addresses_help")} error={errors.ip_allow?.message}>
            <Input className="font-mono" spellCheck={false} autoCapitalize="none" {...form.register("ip_allow")} />
          </Field>
          <Button type="submit" busy={isSubmitting} className="self-start">
            {t("keys.make")}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
