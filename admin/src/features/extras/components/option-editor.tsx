import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Select } from "@hostler/ui/select";
import { Textarea } from "@hostler/ui/textarea";
import { useAct, type IdempotencyHeader } from "@hostler/web-kit/react/act";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { EffectRows } from "../../../catalogue/effect-rows";
import { optionKinds, type Option, type OptionBody, type OptionKind } from "../../../catalogue/extras";
import { TierRows } from "../../../catalogue/tier-rows";
import { useProductSettings, useSoldCurrencies } from "../../../catalogue/use-sold";
import { FailureSummary } from "../../../forms/failure-summary";
import { within } from "../../../forms/first-error";
import { SaveBar } from "../../../forms/save-bar";
import { SwitchField } from "../../../forms/switch-field";
import { useDraft } from "../../../forms/use-draft";

import { ChoiceFields } from "./choice-fields";
import { brokenEffects, optionDraftOf, readOption, type OptionDraft } from "./option-draft";
import { QuantityFields } from "./quantity-fields";

interface OptionEditorProps {
  initial: () => OptionDraft;
  save: (body: OptionBody, header: IdempotencyHeader) => Promise<Option>;
  onSaved?: (option: Option) => void;
  /** Takes what is stored now as what is changed. */
  onOvertake?: () => Promise<void>;
  saveLabel?: string;
  /** Carts and services name it so: it stays. */
  fixedName?: boolean;
}

export function OptionEditor({ initial, save, onSaved, onOvertake, saveLabel, fixedName }: OptionEditorProps) {
  const { t } = useTranslation(["extras", "desk"]);
  const { draft, change, dirty, discard, settle } = useDraft(initial);
  const [broken, setBroken] = useState<string[]>([]);
  const currencies = useSoldCurrencies();
  const settings = useProductSettings();
  const act = useAct<OptionBody, Option>({
    run: save,
    done: t("desk:saved"),
    invalidates: ["options", "products"],
    onDone: (option) => {
      settle(optionDraftOf(option));
      onSaved?.(option);
    },
  });
  const submit = () => {
    const read = readOption(draft);
    setBroken(read.broken);
    if (read.broken.length === 0) void act.go(read.body);
  };
  const errors = { ...act.failure?.fields, ...Object.fromEntries(broken.map((field) => [field, field.includes("pricing") ? t("bad_price") : t("desk:whole_number")])) };
  return (
    <>
      <FailureSummary
        failure={act.failure}
        onOverwrite={onOvertake && (() => void onOvertake().then(submit))}
        hasControl={within("name", "title", "description", "kind", "choices", "least", "most", "step", "unit", "tiers", "pricing", "sets", "adds")}
      />
      <Card>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("title")} help={t("title_help")} error={errors.title}>
            <Input value={draft.title} maxLength={120} onChange={(event) => change({ title: event.target.value })} />
          </Field>
          <Field label={t("name")} help={fixedName ? t("name_fixed") : t("name_help")} error={errors.name}>
            <Input value={draft.name} maxLength={60} readOnly={fixedName} className="font-mono" spellCheck={false} onChange={(event) => change({ name: event.target.value })} />
          </Field>
          <Field label={t("description_field")} optional error={errors.description} className="sm:col-span-2">
            <Textarea rows={2} value={draft.description} onChange={(event) => change({ description: event.target.value })} />
          </Field>
          <Field label={t("kind")} help={t(`kind_text.${draft.kind}`)} error={errors.kind}>
            <Select
              options={optionKinds.map((kind) => ({ value: kind, label: t(`kind_of.${kind}`) }))}
              value={draft.kind}
              onValueChange={(kind) => change({ kind: kind as OptionKind })}
            />
          </Field>
          <SwitchField label={t("required")} help={t("required_help")} checked={draft.required} onChange={(required) => change({ required })} />
        </div>
      </Card>
      {draft.kind === "choice" ? (
        <ChoiceFields choices={draft.choices} onChange={(choices) => change({ choices })} errors={errors} broken={broken} currencies={currencies} settings={settings} />
      ) : (
        <Card title={draft.kind === "quantity" ? t("quantity") : t("price_and_effect")} className="mt-4">
          <div className="flex flex-col gap-6">
            {draft.kind === "quantity" && <QuantityFields draft={draft} change={change} errors={errors} />}
            <TierRows
              label={t("prices")}
              rows={draft.pricing}
              onChange={(pricing) => change({ pricing })}
              tiered={draft.kind === "quantity"}
              currencies={currencies}
              errors={errors}
              path="pricing"
            />
            <EffectRows rows={draft.effects} onChange={(effects) => change({ effects })} known={settings} broken={brokenEffects(broken, "")} error={errors.sets ?? errors.adds} />
          </div>
        </Card>
      )}
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
