import { effectsOf, readEffects, type EffectDraft } from "../../../catalogue/effect-draft";
import type { Addon, AddonBody } from "../../../catalogue/extras";
import { readTiers, tierDraftsOf, type TierDraft } from "../../../catalogue/tier-draft";

export interface AddonDraft {
  name: string;
  description: string;
  tax_class: string;
  active: boolean;
  max_quantity: string;
  pricing: TierDraft[];
  effects: EffectDraft[];
}

export function emptyAddon(): AddonDraft {
  return { name: "", description: "", tax_class: "", active: true, max_quantity: "1", pricing: [], effects: [] };
}

export function addonDraftOf(addon: Addon): AddonDraft {
  return {
    name: addon.name,
    description: addon.description ?? "",
    tax_class: addon.tax_class ?? "",
    active: addon.active ?? true,
    max_quantity: String(addon.max_quantity ?? 1),
    pricing: tierDraftsOf(addon.pricing),
    effects: effectsOf(addon),
  };
}

export function readAddon(draft: AddonDraft): { body: AddonBody; broken: string[] } {
  const broken: string[] = [];
  if (!/^[1-9]\d{0,3}$/.test(draft.max_quantity.trim())) broken.push("max_quantity");
  const most = Number(draft.max_quantity);
  const priced = readTiers(draft.pricing, most > 1);
  const effects = readEffects(draft.effects);
  broken.push(...priced.broken.map((index) => `pricing[${index}]`), ...effects.broken.map((index) => `effects[${index}]`));
  return {
    body: {
      name: draft.name.trim(),
      description: draft.description.trim(),
      tax_class: draft.tax_class.trim() || undefined,
      active: draft.active,
      max_quantity: most,
      pricing: priced.prices,
      sets: effects.sets,
      adds: effects.adds,
    },
    broken,
  };
}
