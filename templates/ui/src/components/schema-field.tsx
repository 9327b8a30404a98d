import { ExternalLink, Plus, RotateCw, X } from "lucide-react";
import { useEffect, useId, useState, type ReactElement } from "react";

import { inOrder, isDrawn, requiredNow, type FieldSchema, type FormValue } from "../lib/schema";
import { useWords } from "../lib/ui-text";

import { Button } from "./button";
import { CivilDate } from "./date";
import { Field, FieldError } from "./field";
import { Input } from "./input";
import { PasswordField } from "./password-field";
import { Select, type Option } from "./select";
import { Switch } from "./switch";
import { Textarea } from "./textarea";

export interface SchemaFieldContext {
  /** By field as the API names it: "settings.host", "items[0]". */
  errors?: Record<string, string>;
  /** Secrets that are stored: since when, or just that they are. */
  secrets?: Record<string, string | true>;
  /** Fetches the options of an x-remote source; throws what goes wrong. */
  loadOptions?: (source: string) => Promise<Option[]>;
  explain?: (error: unknown) => string;
  path: string;
  required: boolean;
}

interface SchemaFieldProps {
  name: string;
  schema: FieldSchema;
  value: unknown;
  onChange: (value: unknown) => void;
  context: SchemaFieldContext;
}

export function SchemaField(props: SchemaFieldProps) {
  const { schema } = props;
  if (!isDrawn(schema)) return <JsonBox {...props} />;
  if (schema.type === "object") return <Group {...props} />;
  if (schema.type === "array") return <List {...props} />;
  if (schema.type === "boolean") return <Toggle {...props} />;
  if (schema.format === "secret") return <SecretField {...props} />;
  if (schema["x-remote"] ?? schema["x-options"]) return <RemoteField {...props} />;
  return <Labelled {...props}>{control(props)}</Labelled>;
}

function titleOf({ schema, name }: SchemaFieldProps) {
  return schema.title ?? name;
}

function Help({ schema }: { schema: FieldSchema }) {
  const { text } = useWords();
  const docs = schema["x-docs"];
  if (!schema.description && !docs) return null;
  return (
    <>
      {schema.description}
      {docs?.startsWith("https://") && (
        <a href={docs} target="_blank" rel="noreferrer" className="ms-1.5 inline-flex items-center gap-1 text-primary hover:underline">
          {text("learn_more")}
          <ExternalLink className="size-3" aria-hidden />
        </a>
      )}
    </>
  );
}

function helpOf(schema: FieldSchema) {
  return schema.description || schema["x-docs"] ? <Help schema={schema} /> : undefined;
}

function Labelled(props: SchemaFieldProps & { children: ReactElement }) {
  const { schema, context, children } = props;
  return (
    <Field label={titleOf(props)} help={helpOf(schema)} error={context.errors?.[context.path]} optional={!context.required}>
      {children}
    </Field>
  );
}

const inputTypes: Record<string, string> = { uri: "url", email: "email", date: "date" };
const monospaced = new Set(["hostname", "ipv4", "ipv6", "pem", "uri", "duration"]);

function control({ schema, value, onChange, context }: SchemaFieldProps): ReactElement {
  if (schema.enum) {
    // By their place: a choice may be the empty text, which no item of a list can be.
    const options = schema.enum.map((one, index) => ({ value: String(index), label: schema.enumTitles?.[index] ?? (one === "" ? "–" : String(one)) }));
    const chosen = schema.enum.findIndex((one) => one === value);
    return (
      <Select options={options} value={chosen < 0 ? "" : String(chosen)} onValueChange={(next) => onChange(schema.enum?.[Number(next)])} placeholder={schema["x-placeholder"]} />
    );
  }
  const common = {
    required: context.required,
    placeholder: schema["x-placeholder"] ?? (schema.format === "duration" ? "P30D" : undefined),
    spellCheck: false,
    autoComplete: "off",
  };
  if (schema.type === "integer" || schema.type === "number") {
    return <NumberInput {...common} value={value} onNumber={onChange} whole={schema.type === "integer"} min={schema.minimum} max={schema.maximum} />;
  }
  const shown = typeof value === "string" ? value : "";
  const set = (next: string) => onChange(next === "" ? undefined : next);
  if (schema.format === "multiline" || schema.format === "pem")
    return (
      <Textarea
        {...common}
        className={schema.format === "pem" ? "font-mono text-xs" : ""}
        rows={schema.format === "pem" ? 6 : 4}
        value={shown}
        maxLength={schema.maxLength}
        onChange={(event) => set(event.target.value)}
      />
    );
  return (
    <Input
      {...common}
      type={inputTypes[schema.format ?? ""] ?? "text"}
      className={monospaced.has(schema.format ?? "") ? "font-mono" : ""}
      value={shown}
      minLength={schema.minLength}
      maxLength={schema.maxLength}
      pattern={schema.pattern}
      onChange={(event) => set(event.target.value)}
    />
  );
}

// Keeps what is typed until it is a number, so that "-" or "1." can be on the way to one.
function NumberInput({
  value,
  onNumber,
  whole,
  ...props
}: { value: unknown; onNumber: (value: unknown) => void; whole: boolean } & Omit<React.ComponentProps<"input">, "value" | "onChange">) {
  const given = typeof value === "number" ? String(value) : "";
  const [typed, setTyped] = useState(given);
  const shown = Number(typed) === value || (typed !== "" && Number.isNaN(Number(typed))) ? typed : given;
  return (
    <Input
      {...props}
      inputMode={whole ? "numeric" : "decimal"}
      className="tabular-nums"
      value={shown}
      onChange={(event) => {
        const text = event.target.value;
        setTyped(text);
        const number = Number(text);
        onNumber(text.trim() === "" || Number.isNaN(number) ? undefined : number);
      }}
    />
  );
}

function Toggle(props: SchemaFieldProps) {
  const { schema, value, onChange, context } = props;
  const id = useId();
  const error = context.errors?.[context.path];
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center justify-between gap-4">
        <label htmlFor={id} className="text-sm font-medium">
          {titleOf(props)}
        </label>
        <Switch id={id} checked={value === true} onCheckedChange={onChange} aria-describedby={`${id}-help`} aria-invalid={error ? true : undefined} />
      </div>
      <div id={`${id}-help`} className="text-xs text-muted-foreground">
        <Help schema={schema} />
      </div>
      <FieldError>{error}</FieldError>
    </div>
  );
}

function SecretField(props: SchemaFieldProps) {
  const { value, onChange, context } = props;
  const { text } = useWords();
  const since = context.secrets?.[context.path];
  const [replacing, setReplacing] = useState(false);
  const error = context.errors?.[context.path];
  // null: it is to be taken away.
  if (since && !replacing && !error && value !== null) {
    return (
      <div className="flex flex-col gap-1.5">
        <span className="text-sm font-medium">{titleOf(props)}</span>
        <div className="flex min-h-9 items-center gap-3 rounded-md border px-3 text-sm text-muted-foreground">
          <span>
            {text("secret_set")} {since !== true && <CivilDate value={since.slice(0, 10)} />}
          </span>
          <Button variant="link" size="sm" className="ms-auto px-0" aria-label={`${text("secret_replace")}: ${titleOf(props)}`} onClick={() => setReplacing(true)}>
            {text("secret_replace")}
          </Button>
          {!context.required && (
            <Button variant="link" size="sm" className="px-0" aria-label={`${text("remove")}: ${titleOf(props)}`} onClick={() => onChange(null)}>
              {text("remove")}
            </Button>
          )}
        </div>
      </div>
    );
  }
  return (
    <Labelled {...props}>
      <PasswordField
        autoComplete="new-password"
        className="font-mono"
        value={typeof value === "string" ? value : ""}
        onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
      />
    </Labelled>
  );
}

function RemoteField(props: SchemaFieldProps) {
  const { schema, value, onChange, context } = props;
  const { text } = useWords();
  const source = schema["x-remote"] ?? schema["x-options"] ?? "";
  const { loadOptions, explain } = context;
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<{ options?: Option[]; error?: string }>({});
  useEffect(() => {
    let gone = false;
    void (loadOptions?.(source) ?? Promise.resolve([])).then(
      (options) => !gone && setLoaded({ options }),
      (error: unknown) => !gone && setLoaded({ error: explain?.(error) ?? text("remote_failed") }),
    );
    return () => {
      gone = true;
    };
  }, [source, loadOptions, explain, attempt, text]);
  if (!loaded.options?.length) {
    // What can't be listed can still be typed.
    return (
      <div className="flex flex-col gap-1.5">
        <Labelled {...props}>{control(props)}</Labelled>
        {loaded.error && (
          <div role="status" className="flex items-center gap-2 text-xs text-warning">
            <span className="flex-1">{loaded.error}</span>
            <Button variant="ghost" size="sm" onClick={() => setAttempt(attempt + 1)}>
              <RotateCw aria-hidden />
              {text("retry")}
            </Button>
          </div>
        )}
      </div>
    );
  }
  const current = typeof value === "string" ? value : "";
  const known = loaded.options.some((option) => option.value === current);
  const options = current && !known ? [{ value: current, label: current }, ...loaded.options] : loaded.options;
  return (
    <Labelled {...props}>
      <Select options={options} value={current} onValueChange={onChange} placeholder={schema["x-placeholder"] ?? text("select")} />
    </Labelled>
  );
}

function List(props: SchemaFieldProps) {
  const { schema, value, onChange, context } = props;
  const { text } = useWords();
  const items = Array.isArray(value) ? (value as unknown[]) : [];
  const inner = schema.items ?? { type: "string" };
  const full = schema.maxItems !== undefined && items.length >= schema.maxItems;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{titleOf(props)}</legend>
      {items.map((item, index) => (
        <div key={index} className="flex items-end gap-2">
          <div className="flex-1">
            <SchemaField
              name={`${titleOf(props)} ${index + 1}`}
              schema={inner}
              value={item}
              onChange={(next) => onChange(items.map((old, at) => (at === index ? (next ?? "") : old)))}
              context={{ ...context, path: `${context.path}[${index}]`, required: true }}
            />
          </div>
          <Button variant="ghost" size="icon" aria-label={`${text("remove")}: ${titleOf(props)} ${index + 1}`} onClick={() => onChange(items.filter((_, at) => at !== index))}>
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <p className="text-xs text-muted-foreground">
        <Help schema={schema} />
      </p>
      <FieldError>{context.errors?.[context.path]}</FieldError>
      <Button variant="secondary" size="sm" className="w-fit" disabled={full} onClick={() => onChange([...items, inner.default ?? (inner.type === "boolean" ? false : "")])}>
        <Plus aria-hidden />
        {text("add")}
      </Button>
    </fieldset>
  );
}

function Group(props: SchemaFieldProps) {
  const { schema, value, onChange, context } = props;
  const object = (value ?? {}) as FormValue;
  const required = requiredNow(schema, object);
  return (
    <fieldset className="flex min-w-0 flex-col gap-4 rounded-lg border p-4">
      <legend className="px-1 text-sm font-medium">{titleOf(props)}</legend>
      <FieldError>{context.errors?.[context.path]}</FieldError>
      {inOrder(schema).map(([name, inner]) => (
        <SchemaField
          key={name}
          name={name}
          schema={inner}
          value={object[name]}
          onChange={(next) => onChange({ ...object, [name]: next })}
          context={{ ...context, path: `${context.path}.${name}`, required: required.has(name) }}
        />
      ))}
    </fieldset>
  );
}

function JsonBox(props: SchemaFieldProps) {
  const { value, onChange, context } = props;
  const { text } = useWords();
  const [typed, setTyped] = useState(() => (value === undefined ? "" : JSON.stringify(value, null, 2)));
  const [broken, setBroken] = useState(false);
  return (
    <Field label={titleOf(props)} help={text("unsupported_field")} error={broken ? text("json_field") : context.errors?.[context.path]} optional={!context.required}>
      <Textarea
        className="font-mono text-xs"
        value={typed}
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value);
          try {
            onChange(event.target.value.trim() === "" ? undefined : JSON.parse(event.target.value));
            setBroken(false);
          } catch {
            setBroken(true);
          }
        }}
      />
    </Field>
  );
}
