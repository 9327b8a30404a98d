import { effectsOf, readEffects, type EffectDraft } from "../../../catalogue/effect-draft";
import type { Option, OptionBody, OptionKind } from "../../../catalogue/extras";
import { readTiers, tierDraftsOf, type TierDraft } from "../../../catalogue/tier-draft";

export interface ChoiceDraft {
  name: string;
  title: string;
  pricing: TierDraft[];
  effects: EffectDraft[];
}

export interface OptionDraft {
  name: string;
  title: string;
  description: string;
  kind: OptionKind;
  required: boolean;
  choices: ChoiceDraft[];
  least: string;
  most: string;
  step: string;
  unit: string;
  tiers: "volume" | "graduated";
  pricing: TierDraft[];
  effects: EffectDraft[];
}

export function emptyOption(): OptionDraft {
  const choice = { name: "", title: "", pricing: [], effects: [] };
  return {
    name: "",
    title: "",
    description: "",
    kind: "choice",
    required: false,
    choices: [choice],
    least: "0",
    most: "1000",
    step: "1",
    unit: "",
    tiers: "volume",
    pricing: [],
    effects: [],
  };
}

export function optionDraftOf(option: Option): OptionDraft {
  return {
    name: option.name,
    title: option.title,
    description: option.description ?? "",
    kind: option.kind,
    required: option.required ?? false,
    choices: (option.choices ?? []).map((choice) => ({ name: choice.name, title: choice.title, pricing: tierDraftsOf(choice.pricing), effects: effectsOf(choice) })),
    least: String(option.least ?? 0),
    most: String(option.most ?? 1000),
    step: String(option.step ?? 1),
    unit: option.unit ?? "",
    tiers: option.tiers ?? "volume",
    pricing: tierDraftsOf(option.pricing),
    effects: effectsOf(option),
  };
}

/** `broken`: by field, as an answer would name it; rows of effects apart, as "effects[0]". */
export function readOption(draft: OptionDraft): { body: OptionBody; broken: string[] } {
  const broken: string[] = [];
  const whole = (name: "least" | "most" | "step") => {
    if (!/^\d{1,7}$/.test(draft[name].trim())) broken.push(name);
    return Number(draft[name]);
  };
  const priced = (tiers: TierDraft[], path: string, tiered: boolean) => {
    const read = readTiers(tiers, tiered);
    broken.push(...read.broken.map((index) => `${path}[${index}]`));
    return read.prices;
  };
  const effect = (effects: EffectDraft[], path: string) => {
    const read = readEffects(effects);
    broken.push(...read.broken.map((index) => `${path}effects[${index}]`));
    return { sets: read.sets, adds: read.adds };
  };
  const isChoice = draft.kind === "choice";
  const body: OptionBody = {
    name: draft.name.trim(),
    title: draft.title.trim(),
    description: draft.description.trim(),
    kind: draft.kind,
    required: draft.required,
    choices: isChoice
      ? draft.choices.map((choice, index) => ({
          name: choice.name.trim(),
          title: choice.title.trim(),
          pricing: priced(choice.pricing, `choices[${index}].pricing`, false),
          ...effect(choice.effects, `choices[${index}].`),
        }))
      : [],
    ...(draft.kind === "quantity" ? { least: whole("least"), most: whole("most"), step: whole("step"), tiers: draft.tiers, unit: draft.unit.trim() || undefined } : {}),
    pricing: isChoice ? [] : priced(draft.pricing, "pricing", draft.kind === "quantity"),
    ...(isChoice ? { sets: {}, adds: {} } : effect(draft.effects, "")),
  };
  return { body, broken };
}

/** Rows of effects that are broken, of those that `readOption` named. */
export function brokenEffects(broken: string[], path: string): number[] {
  return broken.flatMap((field) => {
    const found = field.startsWith(`${path}effects[`) ? /\[(\d+)\]$/.exec(field) : null;
    return found ? [Number(found[1])] : [];
  });
}
