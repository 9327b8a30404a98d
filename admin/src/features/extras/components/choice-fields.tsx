import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Field, FieldError } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Plus, Trash2 } from "lucide-react";

import { EffectRows } from "../../../catalogue/effect-rows";
import { TierRows } from "../../../catalogue/tier-rows";

import { brokenEffects, type ChoiceDraft } from "./option-draft";

interface ChoiceFieldsProps {
  choices: ChoiceDraft[];
  onChange: (choices: ChoiceDraft[]) => void;
  errors: Record<string, string>;
  broken: string[];
  currencies: string[];
  settings: string[];
}

/** What a buyer chooses one of, each with its prices and what it does. */
export function ChoiceFields({ choices, onChange, errors, broken, currencies, settings }: ChoiceFieldsProps) {
  const { t } = useTranslation("extras");
  const set = (at: number, part: Partial<ChoiceDraft>) => onChange(choices.map((choice, index) => (index === at ? { ...choice, ...part } : choice)));
  return (
    <>
      {choices.map((choice, at) => {
        const path = `choices[${at}]`;
        return (
          <Card
            key={at}
            className="mt-4"
            title={choice.title || t("choice_number", { number: at + 1 })}
            action={
              choices.length > 1 && (
                <Button variant="ghost" size="icon-sm" aria-label={t("remove_choice", { number: at + 1 })} onClick={() => onChange(choices.filter((_, index) => index !== at))}>
                  <Trash2 aria-hidden />
                </Button>
              )
            }
          >
            <div className="flex flex-col gap-6">
              <div className="grid gap-4 sm:grid-cols-2">
                <Field label={t("title")} error={errors[`${path}.title`]}>
                  <Input value={choice.title} maxLength={120} onChange={(event) => set(at, { title: event.target.value })} />
                </Field>
                <Field label={t("name")} help={t("choice_name_help")} error={errors[`${path}.name`]}>
                  <Input value={choice.name} maxLength={60} className="font-mono" spellCheck={false} onChange={(event) => set(at, { name: event.target.value })} />
                </Field>
              </div>
              <TierRows
                label={t("prices")}
                rows={choice.pricing}
                onChange={(pricing) => set(at, { pricing })}
                tiered={false}
                currencies={currencies}
                errors={errors}
                path={`${path}.pricing`}
              />
              <EffectRows
                rows={choice.effects}
                onChange={(effects) => set(at, { effects })}
                known={settings}
                broken={brokenEffects(broken, `${path}.`)}
                error={errors[`${path}.sets`] ?? errors[`${path}.adds`]}
              />
            </div>
          </Card>
        );
      })}
      <FieldError>{errors.choices}</FieldError>
      <Button variant="secondary" className="mt-4" onClick={() => onChange([...choices, { name: "", title: "", pricing: [], effects: [] }])}>
        <Plus aria-hidden />
        {t("add_choice")}
      </Button>
    </>
  );
}
