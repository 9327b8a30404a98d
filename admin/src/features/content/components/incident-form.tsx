import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Select } from "@hostler/ui/select";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { addIncident, changeIncident, impacts, states, type Incident } from "../api/incidents";

import { fromLocal, toLocal } from "./local-time";
import { MarkdownField } from "./markdown-field";

/** What is down or will be worked on; of one that is known, its facts and maybe one more word about it. */
export function IncidentForm({ incident, etag = null, onDone }: { incident?: Incident; etag?: string | null; onDone: (incident: Incident) => void }) {
  const { t } = useTranslation("content");
  const { status: word } = useWords();
  const [values, setValues] = useState({
    kind: incident?.kind ?? ("incident" as Incident["kind"]),
    title: incident?.title ?? "",
    impact: incident?.impact ?? ("minor" as Incident["impact"]),
    state: incident?.state ?? ("investigating" as Incident["state"]),
    components: (incident?.components ?? []).join(", "),
    starts: toLocal(incident?.starts_at),
    ends: toLocal(incident?.ends_at),
    message: "",
  });
  const set = (change: Partial<typeof values>) => setValues({ ...values, ...change });
  const [judged, setJudged] = useState(false);
  const act = useAct({
    run: (_: void, header) => {
      const starts_at = fromLocal(values.starts);
      const body = {
        kind: values.kind,
        title: values.title.trim(),
        impact: values.impact,
        state: values.state,
        components: values.components
          .split(",")
          .map((one) => one.trim())
          .filter(Boolean),
        ...(starts_at ? { starts_at } : {}),
        ends_at: fromLocal(values.ends),
        ...(values.message.trim() ? { message: values.message.trim() } : {}),
      };
      return incident ? changeIncident(incident.id, body, etag) : addIncident(body, header);
    },
    done: incident ? t("incidents.told") : t("incidents.added"),
    invalidates: ["incidents"],
    onDone,
  });
  const fields = act.failure?.fields ?? {};
  const missing = !incident && !values.message.trim();
  const save = () => {
    setJudged(true);
    if (values.title.trim() && !missing) void act.go();
  };
  return (
    <div className="flex flex-col gap-4">
      <FormFailure failure={act.failure && Object.keys(fields).length === 0 ? act.failure : null} />
      <Card>
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          <Field label={t("title_label")} className="sm:col-span-2 lg:col-span-3" error={fields.title ?? (judged && !values.title.trim() ? t("say_title") : undefined)}>
            <Input maxLength={200} value={values.title} onChange={(event) => set({ title: event.target.value })} />
          </Field>
          <Field label={t("incidents.kind_label")} error={fields.kind}>
            <Select
              value={values.kind}
              onValueChange={(kind) => set({ kind: kind as Incident["kind"], state: states[kind as Incident["kind"]][0] })}
              options={(["incident", "maintenance"] as const).map((value) => ({ value, label: t(`incidents.kind.${value}`) }))}
            />
          </Field>
          <Field label={t("incidents.state")} error={fields.state}>
            <Select
              value={values.state}
              onValueChange={(state) => set({ state: state as Incident["state"] })}
              options={states[values.kind].map((value) => ({ value, label: word(value) }))}
            />
          </Field>
          <Field label={t("incidents.impact_label")} error={fields.impact}>
            <Select
              value={values.impact}
              onValueChange={(impact) => set({ impact: impact as Incident["impact"] })}
              options={impacts.map((value) => ({ value, label: t(`incidents.impact.${value}`) }))}
            />
          </Field>
          <Field label={t("incidents.starts")} optional help={t("incidents.starts_help")} error={fields.starts_at}>
            <Input type="datetime-local" value={values.starts} onChange={(event) => set({ starts: event.target.value })} />
          </Field>
          <Field label={t("incidents.ends")} optional help={t("incidents.ends_help")} error={fields.ends_at}>
            <Input type="datetime-local" value={values.ends} onChange={(event) => set({ ends: event.target.value })} />
          </Field>
          <Field label={t("incidents.components")} optional help={t("incidents.components_help")} error={fields.components}>
            <Input value={values.components} onChange={(event) => set({ components: event.target.value })} />
          </Field>
        </div>
      </Card>
      <MarkdownField
        label={incident ? t("incidents.say_more") : t("incidents.message")}
        value={values.message}
        onChange={(message) => set({ message })}
        most={5_000}
        error={fields.message ?? (judged && missing ? t("say_body") : undefined)}
      />
      <Button size="lg" className="self-start" busy={act.busy} onClick={save}>
        {incident ? t("incidents.tell") : t("incidents.publish")}
      </Button>
    </div>
  );
}
