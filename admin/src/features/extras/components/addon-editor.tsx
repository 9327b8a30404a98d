import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Textarea } from "@hostler/ui/textarea";
import { useAct, type IdempotencyHeader } from "@hostler/web-kit/react/act";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { EffectRows } from "../../../catalogue/effect-rows";
import type { Addon, AddonBody } from "../../../catalogue/extras";
import { TierRows } from "../../../catalogue/tier-rows";
import { useProductSettings, useSoldCurrencies } from "../../../catalogue/use-sold";
import { FailureSummary } from "../../../forms/failure-summary";
import { within } from "../../../forms/first-error";
import { SaveBar } from "../../../forms/save-bar";
import { SwitchField } from "../../../forms/switch-field";
import { useDraft } from "../../../forms/use-draft";

import { addonDraftOf, readAddon, type AddonDraft } from "./addon-draft";
import { brokenEffects } from "./option-draft";

interface AddonEditorProps {
  initial: () => AddonDraft;
  save: (body: AddonBody, header: IdempotencyHeader) => Promise<Addon>;
  onSaved?: (addon: Addon) => void;
  /** Takes what is stored now as what is changed. */
  onOvertake?: () => Promise<void>;
  saveLabel?: string;
}

export function AddonEditor({ initial, save, onSaved, onOvertake, saveLabel }: AddonEditorProps) {
  const { t } = useTranslation(["extras", "desk"]);
  const { draft, change, dirty, discard, settle } = useDraft(initial);
  const [broken, setBroken] = useState<string[]>([]);
  const currencies = useSoldCurrencies();
  const settings = useProductSettings();
  const act = useAct<AddonBody, Addon>({
    run: save,
    done: t("desk:saved"),
    invalidates: ["addons", "products"],
    onDone: (addon) => {
      settle(addonDraftOf(addon));
      onSaved?.(addon);
    },
  });
  const submit = () => {
    const read = readAddon(draft);
    setBroken(read.broken);
    if (read.broken.length === 0) void act.go(read.body);
  };
  const errors = { ...act.failure?.fields, ...Object.fromEntries(broken.map((field) => [field, field.includes("pricing") ? t("bad_price") : t("desk:whole_number")])) };
  return (
    <>
      <FailureSummary
        failure={act.failure}
        onOverwrite={onOvertake && (() => void onOvertake().then(submit))}
        hasControl={within("name", "description", "max_quantity", "tax_class", "pricing", "sets", "adds")}
      />
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("title")} help={t("title_help")} error={errors.name} className="sm:col-span-2">
            <Input value={draft.name} maxLength={120} onChange={(event) => change({ name: event.target.value })} />
          </Field>
          <Field label={t("description_field")} optional error={errors.description} className="sm:col-span-2">
            <Textarea rows={2} value={draft.description} onChange={(event) => change({ description: event.target.value })} />
          </Field>
          <Field label={t("max_quantity")} error={errors.max_quantity}>
            <Input value={draft.max_quantity} inputMode="numeric" className="tabular-nums" onChange={(event) => change({ max_quantity: event.target.value })} />
          </Field>
          <Field label={t("tax_class")} optional help={t("tax_class_help")} error={errors.tax_class}>
            <Input value={draft.tax_class} inputMode="numeric" maxLength={8} className="font-mono" onChange={(event) => change({ tax_class: event.target.value })} />
          </Field>
          <SwitchField label={t("active")} help={t("active_help")} checked={draft.active} onChange={(active) => change({ active })} />
        </div>
      </Card>
      <Card title={t("price_and_effect")} className="mt-4">
        <div className="flex flex-col gap-6">
          <TierRows
            label={t("prices")}
            rows={draft.pricing}
            onChange={(pricing) => change({ pricing })}
            tiered={Number(draft.max_quantity) > 1}
            currencies={currencies}
            errors={errors}
            path="pricing"
          />
          <EffectRows rows={draft.effects} onChange={(effects) => change({ effects })} known={settings} broken={brokenEffects(broken, "")} error={errors.sets ?? errors.adds} />
        </div>
      </Card>
      <SaveBar
        dirty={dirty}
        busy={act.busy}
        onSave={submit}
        saveLabel={saveLabel}
        onDiscard={() => {
          setBroken([]);
          act.clear();
          discard();
        }}
      />
    </>
  );
}
