import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Field } from "@hostler/ui/field";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { Textarea } from "@hostler/ui/textarea";
import { FormFailure, useFormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { FileUp } from "lucide-react";
import { useId, useRef } from "react";
import { useForm } from "react-hook-form";

import { importFile } from "../api/edit-zone";
import type { Zone } from "../api/zones";

import type { Propose } from "./use-proposal";

interface Values {
  text: string;
  scope: "sets" | "zone";
}

const mostBytes = 500_000;

/** A zone file, chosen or pasted; what it would change is shown before anything is. */
export function ImportDialog({ zone, propose, onClose }: { zone: Zone; propose: Propose; onClose: () => void }) {
  const { t } = useTranslation(["dns", "common"]);
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const form = useForm<Values>({ defaultValues: { text: "", scope: "sets" } });
  const { failure, fail, clear } = useFormFailure(form);
  const { errors, isSubmitting } = form.formState;
  const scope = form.watch("scope");
  const submit = form.handleSubmit(async (values) => {
    clear();
    try {
      await propose(t("import.title"), (how) => importFile(zone.id, { ...values, serial: zone.serial, ...how }));
      onClose();
    } catch (error) {
      fail(error);
    }
  });
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    if (chosen.size > mostBytes) return form.setError("text", { message: t("import.too_large") });
    form.clearErrors("text");
    form.setValue("text", await chosen.text());
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("import.title")}
        description={t("import.text")}
        className="sm:max-w-2xl"
        footer={
          <>
            <Button variant="secondary" onClick={onClose}>
              {t("common:ui.cancel")}
            </Button>
            <Button type="submit" form={id} busy={isSubmitting}>
              {t("preview")}
            </Button>
          </>
        }
      >
        <form id={id} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-2" noValidate>
          <FormFailure failure={failure} />
          <div>
            <input ref={file} type="file" accept=".zone,.txt,text/plain" className="hidden" aria-hidden tabIndex={-1} onChange={(event) => void read(event.target.files?.[0])} />
            <Button variant="secondary" size="sm" onClick={() => file.current?.click()}>
              <FileUp aria-hidden />
              {t("import.choose")}
            </Button>
          </div>
          <Field label={t("import.file")} error={errors.text?.message}>
            <Textarea
              className="max-h-64 min-h-40 font-mono text-xs"
              spellCheck={false}
              placeholder={"www 3600 IN A 192.0.2.10"}
              {...form.register("text", { required: t("import.required") })}
            />
          </Field>
          <fieldset>
            <legend className="mb-1 text-sm font-medium">{t("import.scope")}</legend>
            <RadioGroup value={scope} onValueChange={(next) => form.setValue("scope", next as Values["scope"])} aria-label={t("import.scope")}>
              <RadioItem value="sets" help={t("import.sets_help")}>
                {t("import.sets")}
              </RadioItem>
              <RadioItem value="zone" help={t("import.zone_help")}>
                {t("import.zone")}
              </RadioItem>
            </RadioGroup>
          </fieldset>
        </form>
      </DialogContent>
    </Dialog>
  );
}
