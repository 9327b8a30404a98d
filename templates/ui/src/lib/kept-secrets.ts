import type { FieldSchema, FormValue } from "./schema";

// As the API shows a secret that it keeps, and takes it back.
const mask = "***";

export interface Kept {
  /** What a form begins with: without what is kept. */
  value: FormValue;
  /** The secrets that are kept, by their path: "token", "proxy.password". */
  kept: Record<string, true>;
}

/** Settings as the API answers them, taken apart. */
export function withoutKept(schema: FieldSchema, stored: FormValue, under = ""): Kept {
  const value: FormValue = {};
  const kept: Record<string, true> = {};
  for (const [name, one] of Object.entries(stored)) {
    const inner = schema.properties?.[name];
    if (inner?.format === "secret" && one === mask) {
      kept[under + name] = true;
    } else if (inner?.type === "object" && one !== null && typeof one === "object") {
      const part = withoutKept(inner, one as FormValue, `${under}${name}.`);
      value[name] = part.value;
      Object.assign(kept, part.kept);
    } else {
      value[name] = one;
    }
  }
  return { value, kept };
}

/** What a form sends: a secret that was left alone goes back as its mask, one that was taken away (null) is left out. */
export function withKept(value: FormValue, kept: Record<string, true>): FormValue {
  const sent: FormValue = Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([name, one]) => [name, isPlain(one) ? Object.fromEntries(Object.entries(one).filter(([, inner]) => inner !== null)) : one]),
  );
  for (const path of Object.keys(kept)) {
    const [first = "", second] = path.split(".");
    if (second === undefined) {
      if (value[first] === undefined) sent[first] = mask;
    } else {
      const given = isPlain(value[first]) ? value[first] : {};
      if (given[second] === undefined) sent[first] = { ...(isPlain(sent[first]) ? sent[first] : {}), [second]: mask };
    }
  }
  return sent;
}

function isPlain(value: unknown): value is FormValue {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
