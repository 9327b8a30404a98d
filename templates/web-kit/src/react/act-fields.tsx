import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Select, type Option } from "@hostler/ui/select";
import { Textarea } from "@hostler/ui/textarea";
import type { ReactNode } from "react";

export type ActValues = Record<string, string>;

/** What an act asks for before it is done. */
export interface ActField {
  /** As the API's body has it, so that its errors land here. */
  name: string;
  label: string;
  kind?: "text" | "multiline" | "select" | "number" | "date";
  options?: Option[];
  /** What stands there first. */
  value?: string;
  required?: boolean;
  help?: ReactNode;
}

interface ActFieldsProps {
  fields: ActField[];
  values: ActValues;
  errors: Record<string, string>;
  onChange: (values: ActValues) => void;
}

export function firstValues(fields: ActField[]): ActValues {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value ?? ""]));
}

export function ActFields({ fields, values, errors, onChange }: ActFieldsProps) {
  return (
    <div className="flex flex-col gap-4">
      {fields.map((field) => (
        <Field key={field.name} label={field.label} help={field.help} optional={!field.required} error={errors[field.name]}>
          <Control field={field} value={values[field.name] ?? ""} onChange={(value) => onChange({ ...values, [field.name]: value })} />
        </Field>
      ))}
    </div>
  );
}

/** `rest` is what Field ties to it: its id, its help and its error. */
function Control({ field, value, onChange, ...rest }: { field: ActField; value: string; onChange: (value: string) => void }) {
  if (field.kind === "select") return <Select options={field.options ?? []} value={value} onValueChange={onChange} {...rest} />;
  if (field.kind === "multiline") return <Textarea value={value} required={field.required} onChange={(event) => onChange(event.target.value)} {...rest} />;
  return (
    <Input
      type={field.kind === "date" ? "date" : "text"}
      inputMode={field.kind === "number" ? "numeric" : undefined}
      required={field.required}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      {...rest}
    />
  );
}
