export interface SampleName {
  /** As it is written: "{{client.name}}", "{{#lines}}…{{/lines}}". */
  written: string;
  /** What the sample has there. */
  value: string;
  depth: number;
}

/** Every name that a template may use, from its sample. What stands in a list is written between its {{#…}} and {{/…}}. */
export function namesIn(sample: unknown, before = "", depth = 0): SampleName[] {
  if (sample === null || typeof sample !== "object") return [];
  return Object.entries(sample as Record<string, unknown>).flatMap(([key, value]): SampleName[] => {
    const name = before + key;
    if (Array.isArray(value)) {
      const first: unknown = value[0];
      const inner = first !== null && typeof first === "object" ? namesIn(first, "", depth + 1) : [{ written: "{{.}}", value: String(first ?? ""), depth: depth + 1 }];
      return [{ written: `{{#${name}}}…{{/${name}}}`, value: "", depth }, ...inner];
    }
    if (value !== null && typeof value === "object") return namesIn(value, `${name}.`, depth);
    if (typeof value === "boolean") return [{ written: `{{#${name}}}…{{/${name}}}`, value: String(value), depth }];
    return [{ written: `{{${name}}}`, value: String(value ?? ""), depth }];
  });
}
