import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { Select } from "@hostler/ui/select";
import { Textarea } from "@hostler/ui/textarea";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { savePolicy, type Policy } from "../api/access";

import { knownActions } from "./known-actions";
import { editOf, valuesOf, type PolicyValues } from "./policy-values";
import { useFormWrite } from "./use-form-write";

const fields = ["name", "description", "effect", "actions", "resources", "conditions.ip", "conditions.after", "conditions.before", "conditions.fresh_factor"];

/** One statement about rights. */
export function PolicyDialog({ policy, onClose }: { policy?: Policy; onClose: () => void }) {
  const { t } = useTranslation("team");
  const queries = useQueryClient();
  const [values, setValues] = useState(() => valuesOf(policy));
  const set = (part: Partial<PolicyValues>) => setValues((all) => ({ ...all, ...part }));
  const form = useFormWrite(fields, (body: PolicyValues, header) => savePolicy(policy?.id, editOf(body), header));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!values.name.trim()) return form.setErrors({ name: t("required") });
    if (!(await form.submit(values))) return;
    await queries.invalidateQueries({ queryKey: ["team"] });
    onClose();
  };
  const suggest = (action: string) => {
    if (action) set({ actions: [values.actions.trim(), action].filter(Boolean).join("\n") });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title={policy ? t("policy.change", { name: policy.name }) : t("policy.new")} description={t("policy.text")}>
        <form onSubmit={(event) => void save(event)} className="flex flex-col gap-4 pb-4" noValidate>
          <FormFailure failure={form.failure} />
          <Field label={t("name")} error={form.errors.name}>
            <Input maxLength={80} value={values.name} onChange={(event) => set({ name: event.target.value })} />
          </Field>
          <Field label={t("about")} optional error={form.errors.description}>
            <Input maxLength={500} value={values.description} onChange={(event) => set({ description: event.target.value })} />
          </Field>
          <fieldset>
            <legend className="mb-1 text-sm font-medium">{t("policy.effect")}</legend>
            <RadioGroup value={values.effect} onValueChange={(effect) => set({ effect: effect as PolicyValues["effect"] })} aria-label={t("policy.effect")}>
              <RadioItem value="allow">{t("policy.effects.allow")}</RadioItem>
              <RadioItem value="deny" help={t("policy.deny_help")}>
                {t("policy.effects.deny")}
              </RadioItem>
            </RadioGroup>
          </fieldset>
          <Field label={t("policy.actions")} help={t("policy.actions_help")} error={form.errors.actions}>
            <Textarea className="font-mono" spellCheck={false} value={values.actions} onChange={(event) => set({ actions: event.target.value })} />
          </Field>
          <Select
            aria-label={t("policy.suggest")}
            value=""
            placeholder={t("policy.suggest")}
            onValueChange={suggest}
            options={knownActions.map((action) => ({ value: action, label: action }))}
          />
          <Field label={t("policy.resources")} help={t("policy.resources_help")} error={form.errors.resources}>
            <Textarea className="min-h-14 font-mono" spellCheck={false} value={values.resources} onChange={(event) => set({ resources: event.target.value })} />
          </Field>
          <Conditions values={values} set={set} errors={form.errors} />
          <Button type="submit" busy={form.busy} className="self-end">
            {t("save")}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}

/** What must hold besides; seldom needed, so folded away. */
function Conditions({ values, set, errors }: { values: PolicyValues; set: (part: Partial<PolicyValues>) => void; errors: Record<string, string> }) {
  const { t } = useTranslation("team");
  const used = Boolean(values.ip || values.after || values.before || values.factor !== "any");
  return (
    <details open={used || Object.keys(errors).some((field) => field.startsWith("conditions"))} className="rounded-md border px-3 py-2">
      <summary className="min-h-6 cursor-pointer text-sm font-medium">{t("policy.conditions")}</summary>
      <div className="mt-3 flex flex-col gap-4">
        <Field label={t("policy.ip")} help={t("policy.ip_help")} error={errors["conditions.ip"]} optional>
          <Textarea className="min-h-14 font-mono" spellCheck={false} value={values.ip} onChange={(event) => set({ ip: event.target.value })} />
        </Field>
        <Field label={t("policy.factor")} error={errors["conditions.fresh_factor"]}>
          <Select
            value={values.factor}
            onValueChange={(factor) => set({ factor: factor as PolicyValues["factor"] })}
            options={(["any", "fresh", "stale"] as const).map((one) => ({ value: one, label: t(`policy.factors.${one}`) }))}
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("policy.after")} optional error={errors["conditions.after"]}>
            <Input type="datetime-local" value={values.after} onChange={(event) => set({ after: event.target.value })} />
          </Field>
          <Field label={t("policy.before")} optional error={errors["conditions.before"]}>
            <Input type="datetime-local" value={values.before} onChange={(event) => set({ before: event.target.value })} />
          </Field>
        </div>
      </div>
    </details>
  );
}
