/** What an option or add-on does at the provider: settings that it decides, numbers that it adds to. */
export interface EffectDraft {
  kind: "sets" | "adds";
  /** The plugin's name of the setting. */
  name: string;
  value: string;
}

interface Effect {
  sets?: Record<string, unknown>;
  adds?: Record<string, number>;
}

export function effectsOf({ sets, adds }: Effect): EffectDraft[] {
  return [
    ...Object.entries(sets ?? {}).map(([name, value]): EffectDraft => ({ kind: "sets", name, value: typeof value === "string" ? value : JSON.stringify(value) })),
    ...Object.entries(adds ?? {}).map(([name, value]): EffectDraft => ({ kind: "adds", name, value: String(value) })),
  ];
}

// 5, true and ["a"] are themselves; everything else is a text.
function valueIn(text: string): unknown {
  if (!/^(-?\d+(\.\d+)?|true|false|[[{].*[\]}])$/s.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** As the API takes it; `broken` are the rows without a name, or that add what is no whole number. */
export function readEffects(drafts: EffectDraft[]): Required<Effect> & { broken: number[] } {
  const read: Required<Effect> & { broken: number[] } = { sets: {}, adds: {}, broken: [] };
  drafts.forEach(({ kind, name, value }, index) => {
    const key = name.trim();
    if (!/^[a-z][a-z0-9_]*$/.test(key) || (kind === "adds" && !/^-?\d{1,15}$/.test(value.trim()))) read.broken.push(index);
    else if (kind === "adds") read.adds[key] = Number(value);
    else read.sets[key] = valueIn(value.trim());
  });
  return read;
}
