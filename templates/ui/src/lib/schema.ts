/** The part of JSON Schema that SchemaForm draws. */
export interface FieldSchema {
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  format?: string;
  enum?: (string | number)[];
  enumTitles?: string[];
  items?: FieldSchema;
  properties?: Record<string, FieldSchema>;
  required?: string[];
  dependentRequired?: Record<string, string[]>;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minItems?: number;
  maxItems?: number;
  "x-order"?: number;
  "x-group"?: string;
  "x-placeholder"?: string;
  "x-docs"?: string;
  "x-remote"?: string;
  /** As plugins write it: the operation that lists what there is to choose from. */
  "x-options"?: string;
  [other: string]: unknown;
}

export type FormValue = Record<string, unknown>;

const drawn = new Set([
  "type",
  "title",
  "description",
  "default",
  "format",
  "enum",
  "enumTitles",
  "items",
  "properties",
  "required",
  "dependentRequired",
  "minimum",
  "maximum",
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
  "additionalProperties",
  "examples",
  "$schema",
  "$id",
  "$comment",
]);
const scalars = new Set(["string", "integer", "number", "boolean"]);

/** Whether SchemaForm has a control for it; what has none gets a box of JSON. */
export function isDrawn(schema: FieldSchema, depth = 0): boolean {
  // What begins with x- is a hint: who does not know it loses nothing.
  if (Object.keys(schema).some((key) => !drawn.has(key) && !key.startsWith("x-"))) return false;
  if (schema.enum) return schema.enum.every((value) => typeof value === "string" || typeof value === "number");
  if (scalars.has(schema.type ?? "")) return true;
  if (schema.type === "array") return schema.items !== undefined && schema.items.type !== "array" && schema.items.type !== "object" && isDrawn(schema.items, depth + 1);
  if (schema.type === "object") return depth === 0 && Object.values(schema.properties ?? {}).every((inner) => isDrawn(inner, depth + 1) && inner.type !== "object");
  return false;
}

/** Properties in their order: x-order first, then what must be filled in, then the rest as it was written. */
export function inOrder(schema: FieldSchema): [string, FieldSchema][] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {})
    .map((entry, index) => ({ entry, at: entry[1]["x-order"] ?? (required.has(entry[0]) ? 10_000 : 20_000) + index }))
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
}

/** Groups in the order in which they are first met; what has none comes first, under "". */
export function inGroups(schema: FieldSchema): [string, [string, FieldSchema][]][] {
  const groups = new Map<string, [string, FieldSchema][]>([["", []]]);
  for (const entry of inOrder(schema)) {
    const name = entry[1]["x-group"] ?? "";
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups].filter(([, entries]) => entries.length > 0);
}

/** What is required now: always, or since another field was filled in. */
export function requiredNow(schema: FieldSchema, value: FormValue): Set<string> {
  const names = new Set(schema.required ?? []);
  for (const [cause, needs] of Object.entries(schema.dependentRequired ?? {})) {
    if (isFilled(value[cause])) for (const name of needs) names.add(name);
  }
  return names;
}

function isFilled(value: unknown) {
  return value !== undefined && value !== null && value !== "" && value !== false;
}

/** The values to begin with: what is stored, else the defaults. */
export function withDefaults(schema: FieldSchema, stored: FormValue = {}): FormValue {
  const value: FormValue = { ...stored };
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (value[name] !== undefined) continue;
    if (inner.default !== undefined) value[name] = inner.default;
    else if (inner.type === "object") value[name] = withDefaults(inner);
  }
  return value;
}
