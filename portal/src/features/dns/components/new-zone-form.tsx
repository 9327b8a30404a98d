import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useIdempotencyKey } from "@hostler/web-kit/idempotency";
import { ApiError } from "@hostler/web-kit/problem";
import { useExplain } from "@hostler/web-kit/react/explain";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { addZone } from "../api/edit-zone";
import { templates, type Zone } from "../api/zones";

import { noTemplate, placesOf, TemplateFields } from "./template-fields";
import { useFaultText } from "./use-fault-text";

/** A name to be served, and what it begins with. `name`: where it is decided already. */
export function NewZoneForm({ name: given, onAdded }: { name?: string; onAdded: (zone: Zone) => void }) {
  const { t } = useTranslation("dns");
  const explain = useExplain();
  const say = useFaultText();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const all = useQuery(templates).data ?? [];
  const [name, setName] = useState(given ?? "");
  const [chosen, setChosen] = useState(noTemplate);
  const [values, setValues] = useState<Record<string, string>>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<{ text: string; requestId?: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const template = all.find((one) => one.name === chosen);
    setBusy(true);
    setErrors({});
    setFailure(null);
    try {
      const zone = await addZone({ name: name.trim(), ...(template ? { template: template.name, values: placesOf(template, values) } : {}) }, key.header);
      await queries.invalidateQueries({ queryKey: ["zones"] });
      onAdded(zone);
    } catch (error) {
      key.renew();
      const fields = error instanceof ApiError ? Object.fromEntries(error.errors.map((one) => [one.field, say(one) ?? one.message])) : {};
      setErrors(fields);
      const words = explain(error);
      const placed = Object.keys(fields).some((field) => field === "template" || field.startsWith("values.") || (field === "name" && !given));
      if (!placed) setFailure({ text: fields.name ?? words.detail ?? words.title, requestId: words.requestId });
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-3 text-start" noValidate>
      <FormFailure failure={failure} />
      {!given && (
        <Field label={t("zone_name")} error={errors.name}>
          <Input
            className="font-mono"
            spellCheck={false}
            autoCapitalize="none"
            autoComplete="off"
            placeholder="example.com"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
      )}
      <TemplateFields
        optional
        templates={all}
        chosen={chosen}
        values={values}
        errors={errors}
        onChoose={setChosen}
        onValue={(place, value) => setValues((now) => ({ ...now, [place]: value }))}
      />
      <Button type="submit" className="self-start" busy={busy} disabled={!name.trim()}>
        {t("serve")}
      </Button>
    </form>
  );
}
