import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Template } from "../api/zones";

export const noTemplate = "none";

interface TemplateFieldsProps {
  templates: Template[];
  chosen: string;
  values: Record<string, string>;
  errors: Record<string, string>;
  /** A zone may begin with nothing. */
  optional?: boolean;
  onChoose: (name: string) => void;
  onValue: (place: string, value: string) => void;
}

/** Records to begin with, and what has to be told for them. */
export function TemplateFields({ templates, chosen, values, errors, optional, onChoose, onValue }: TemplateFieldsProps) {
  const { t } = useTranslation("dns");
  const template = templates.find(({ name }) => name === chosen);
  return (
    <>
      <Field label={t("template.label")} help={template?.description} error={errors.template}>
        <Select
          value={chosen || undefined}
          placeholder={t("template.choose")}
          onValueChange={onChoose}
          options={[...(optional ? [{ value: noTemplate, label: t("template.none") }] : []), ...templates.map(({ name, title }) => ({ value: name, label: title }))]}
        />
      </Field>
      {(template?.places ?? []).map((place) => (
        <Field key={place} label={t(`template.place.${place}`, { defaultValue: place })} error={errors[`values.${place}`]}>
          <Input
            className="font-mono"
            spellCheck={false}
            autoComplete="off"
            autoCapitalize="none"
            value={values[place] ?? ""}
            onChange={(event) => onValue(place, event.target.value)}
          />
        </Field>
      ))}
    </>
  );
}

/** What the template asks for, as the API takes it. */
export function placesOf(template: Template | undefined, values: Record<string, string>): Record<string, string> {
  return Object.fromEntries((template?.places ?? []).map((place) => [place, (values[place] ?? "").trim()]).filter(([, value]) => value));
}
