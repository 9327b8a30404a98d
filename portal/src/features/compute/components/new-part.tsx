import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Sheet, SheetContent } from "@hostler/ui/sheet";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";

import { makePart, type NewPart as Body } from "../api/parts";

import { InstanceField } from "./instance-field";
import type { Kind } from "./kinds";
import { PartField } from "./part-field";
import { leadToUnread } from "./typed-input";
import { usePartForm } from "./use-part-form";

/** Makes one of a kind for a machine: that one's purchase includes it, and it ends with it. */
export function NewPart({ kind, instance: given, onClose }: { kind: Kind; instance?: string; onClose: () => void }) {
  const { t } = useTranslation("compute");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [instance, setInstance] = useState(given ?? "");
  const [name, setName] = useState("");
  const form = usePartForm(kind.fields, (body: Body, header) => makePart(kind, body, header));
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (leadToUnread(event.currentTarget)) return;
    if (!instance) return form.setErrors({ instance_id: t("problem.required") });
    const done = await form.submit((members) => ({ instance_id: instance, ...(name.trim() ? { name: name.trim() } : {}), ...members }));
    if (!done) return;
    await queries.invalidateQueries({ queryKey: ["parts", kind.word] });
    await navigate({ href: `${kind.path}/${done.value.id}` } as never);
  };
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={t(`kind.${kind.word}.new`)} description={t("new_text")}>
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-5" noValidate>
          <FormFailure failure={form.failure} />
          <InstanceField value={instance} onChange={setInstance} error={form.errors.instance_id} />
          <Field label={t("name")} optional error={form.errors.name}>
            <Input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
          </Field>
          {kind.fields.map((field) => (
            <PartField
              key={field.name}
              field={field}
              value={form.values[field.name] ?? ""}
              onChange={(value) => form.set(field.name, value)}
              error={form.errors[field.name]}
              instance={instance}
            />
          ))}
          <Button type="submit" busy={form.busy} className="self-start">
            {t("make")}
          </Button>
        </form>
      </SheetContent>
    </Sheet>
  );
}
