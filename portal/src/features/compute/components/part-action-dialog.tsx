import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { toast } from "@hostler/ui/toaster";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { actOnPart, type Part, type PartAction } from "../api/parts";

import { InstanceField } from "./instance-field";
import type { Kind, KindAction } from "./kinds";
import type { Details } from "./part-details";
import { PartField } from "./part-field";
import { titleOf } from "./use-part-columns";
import { leadToUnread } from "./typed-input";
import { usePartForm } from "./use-part-form";

const gib = 1_073_741_824;

/** What an action begins with: what the thing has now. */
function nowOf(details: Details): Record<string, unknown> {
  return { ...details, size_gb: details.size_bytes ? details.size_bytes / gib : undefined, pool: details.pools?.[0]?.name, count: details.pools?.[0]?.count };
}

/** Attaching, detaching, resizing, other rules: says what will be, asks for what is missing. */
export function PartActionDialog({ kind, part, action, onClose }: { kind: Kind; part: Part; action: KindAction; onClose: () => void }) {
  const { t } = useTranslation("compute");
  const queries = useQueryClient();
  const details = (part.details ?? {}) as Details;
  const [instance, setInstance] = useState(part.instance_id);
  const fields = action.fields ?? [];
  const form = usePartForm(fields, (body: PartAction, header) => actOnPart(kind, part.id, body, header), nowOf(details));
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (leadToUnread(event.currentTarget)) return;
    if (action.takesMachine && !instance) return form.setErrors({ instance_id: t("problem.required") });
    const done = await form.submit((params) => ({
      action: action.name,
      ...(action.takesMachine ? { instance_id: instance } : {}),
      ...(fields.length > 0 ? { params } : {}),
    }));
    await queries.invalidateQueries({ queryKey: ["parts", kind.word] });
    if (!done) return;
    void toast("info", t("asked_for"));
    onClose();
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`${t(`part_action.${action.name}`)}: ${titleOf(part)}`}
        description={t(`part_action_text.${kind.word}_${action.name}`, { defaultValue: t(`part_action_text.${action.name}`) })}
      >
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 py-2" noValidate>
          <FormFailure failure={form.failure} />
          {action.takesMachine && <InstanceField value={instance} onChange={setInstance} error={form.errors.instance_id} />}
          {fields.map((field) => (
            <PartField
              key={field.name}
              field={field}
              value={form.values[field.name] ?? ""}
              onChange={(value) => form.set(field.name, value)}
              error={form.errors[field.name]}
              instance={part.instance_id}
              details={details}
            />
          ))}
          <Button type="submit" busy={form.busy} className="self-end">
            {t(`part_action.${action.name}`)}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
