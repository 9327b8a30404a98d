import type { FormEvent, ReactNode } from "react";

import type { FieldSchema, FormValue } from "../lib/schema";
import { useWords } from "../lib/ui-text";

import { Button } from "./button";
import { FieldError } from "./field";
import type { SchemaFieldContext } from "./schema-field";
import { SchemaFields } from "./schema-fields";

interface SchemaFormProps extends Omit<SchemaFieldContext, "path" | "required"> {
  schema: FieldSchema;
  value: FormValue;
  onChange: (value: FormValue) => void;
  onSubmit: (value: FormValue) => void;
  submitLabel: string;
  busy?: boolean;
  /** Shown beside Save where there is something to test. */
  onTest?: () => void;
  testing?: boolean;
  testResult?: ReactNode;
  disabled?: boolean;
}

/** A form drawn from JSON Schema. The server judges; its errors land on their fields. */
export function SchemaForm({ schema, value, onChange, onSubmit, submitLabel, busy, onTest, testing, testResult, disabled, errors = {}, ...context }: SchemaFormProps) {
  const { text } = useWords();
  const names = new Set(Object.keys(schema.properties ?? {}));
  const homeless = Object.entries(errors).filter(([field]) => !names.has(field.split(/[.[]/)[0] ?? ""));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit(value);
  };
  return (
    <form data-slot="schema-form" onSubmit={submit} className="flex flex-col gap-6" noValidate>
      <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-6">
        <SchemaFields schema={schema} value={value} onChange={onChange} errors={errors} {...context} />
      </fieldset>
      {homeless.map(([field, message]) => (
        <FieldError key={field}>{message}</FieldError>
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" busy={busy} disabled={disabled}>
          {submitLabel}
        </Button>
        {onTest && (
          <Button variant="secondary" onClick={onTest} busy={testing}>
            {text("test_connection")}
          </Button>
        )}
        {testResult && <div role="status">{testResult}</div>}
      </div>
    </form>
  );
}
