import { inGroups, requiredNow, type FieldSchema, type FormValue } from "../lib/schema";

import { SchemaField, type SchemaFieldContext } from "./schema-field";

interface SchemaFieldsProps extends Omit<SchemaFieldContext, "path" | "required"> {
  schema: FieldSchema;
  value: FormValue;
  onChange: (value: FormValue) => void;
  /** Where this object stands in what is sent: "provisioning.settings". */
  under?: string;
}

/** The fields of a JSON Schema without a form around them: a part of a larger one. */
export function SchemaFields({ schema, value, onChange, under, ...context }: SchemaFieldsProps) {
  const required = requiredNow(schema, value);
  return (
    <>
      {inGroups(schema).map(([group, fields]) => (
        <fieldset key={group} className="flex min-w-0 flex-col gap-4">
          {group && <legend className="mb-3 text-sm font-semibold">{group}</legend>}
          {fields.map(([name, inner]) => (
            <SchemaField
              key={name}
              name={name}
              schema={inner}
              value={value[name]}
              onChange={(next) => onChange(replaced(value, name, next))}
              context={{ ...context, path: under ? `${under}.${name}` : name, required: required.has(name) }}
            />
          ))}
        </fieldset>
      ))}
    </>
  );
}

/** A field that is emptied is left out: absent is what the schema calls optional. */
function replaced(value: FormValue, name: string, next: unknown): FormValue {
  const copy = { ...value };
  if (next === undefined) delete copy[name];
  else copy[name] = next;
  return copy;
}
