import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Checkbox } from "@hostler/ui/checkbox";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Select } from "@hostler/ui/select";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck, CircleX } from "lucide-react";
import { useId, useState, type FormEvent } from "react";

import { policies, simulate, type Trial } from "../api/access";
import { users } from "../api/users";

import { singleActions } from "./known-actions";
import { useFormWrite } from "./use-form-write";

type Verdict = Awaited<ReturnType<typeof simulate>>;

/** Whether somebody may do something, and by which policy: nothing is done. */
export function SimulateForm() {
  const { t } = useTranslation("team");
  const id = useId();
  const people = useQuery(users).data ?? [];
  const [values, setValues] = useState({ user: "", action: "", resource: "", ip: "", fresh: true });
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const form = useFormWrite(["user", "action", "resource", "context.ip"], (body: Trial) => simulate(body));
  const set = (part: Partial<typeof values>) => {
    setVerdict(null);
    setValues((all) => ({ ...all, ...part }));
  };
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    setVerdict(null);
    const missing = (["user", "action"] as const).filter((field) => !values[field].trim());
    if (missing.length > 0) return form.setErrors(Object.fromEntries(missing.map((field) => [field, t("required")])));
    const done = await form.submit({
      user: values.user,
      action: values.action.trim(),
      ...(values.resource.trim() ? { resource: values.resource.trim() } : {}),
      context: { fresh_factor: values.fresh, ...(values.ip.trim() ? { ip: values.ip.trim() } : {}) },
    });
    if (done) setVerdict(done.value);
  };
  return (
    <Card className="max-w-2xl">
      <form onSubmit={(event) => void ask(event)} className="flex flex-col gap-4" noValidate>
        <p className="text-sm text-muted-foreground">{t("trial.text")}</p>
        <FormFailure failure={form.failure} />
        <Field label={t("trial.user")} error={form.errors.user}>
          <Select
            value={values.user || undefined}
            placeholder={t("choose")}
            onValueChange={(user) => set({ user })}
            options={people.map((user) => ({ value: user.id, label: [user.name, user.username].filter(Boolean).join(" · ") }))}
          />
        </Field>
        <Field label={t("trial.action")} help={t("trial.action_help")} error={form.errors.action}>
          <Input
            className="font-mono"
            spellCheck={false}
            autoCapitalize="none"
            list={`${id}-actions`}
            value={values.action}
            onChange={(event) => set({ action: event.target.value })}
          />
        </Field>
        <datalist id={`${id}-actions`}>
          {singleActions.map((action) => (
            <option key={action} value={action} />
          ))}
        </datalist>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("trial.resource")} help={t("trial.resource_help")} optional error={form.errors.resource}>
            <Input className="font-mono" spellCheck={false} autoCapitalize="none" value={values.resource} onChange={(event) => set({ resource: event.target.value })} />
          </Field>
          <Field label={t("trial.ip")} help={t("trial.ip_help")} optional error={form.errors["context.ip"]}>
            <Input className="font-mono" spellCheck={false} value={values.ip} onChange={(event) => set({ ip: event.target.value })} />
          </Field>
        </div>
        <div className="flex items-center gap-2">
          <Checkbox id={`${id}-fresh`} checked={values.fresh} onCheckedChange={(on) => set({ fresh: on === true })} />
          <label htmlFor={`${id}-fresh`} className="text-sm">
            {t("trial.fresh")}
          </label>
        </div>
        <Button type="submit" busy={form.busy} className="self-start">
          {t("trial.ask")}
        </Button>
        <div role="status">{verdict && <Verdict verdict={verdict} />}</div>
      </form>
    </Card>
  );
}

function Verdict({ verdict }: { verdict: Verdict }) {
  const { t } = useTranslation("team");
  const name = (useQuery(policies).data ?? []).find((policy) => policy.id === verdict.policy)?.name;
  const Icon = verdict.allowed ? CircleCheck : CircleX;
  return (
    <p
      className={
        verdict.allowed
          ? "flex items-start gap-2 rounded-md border border-success/30 bg-success/10 px-3 py-2 text-sm text-success"
          : "flex items-start gap-2 rounded-md border border-destructive/30 bg-destructive/10 px-3 py-2 text-sm text-destructive"
      }
    >
      <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        <span className="font-medium">{verdict.allowed ? t("trial.allowed") : t("trial.denied")}</span> {name ? t("trial.by", { name }) : verdict.because}
      </span>
    </p>
  );
}
