import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { OptionDraft } from "./option-draft";

export function QuantityFields({ draft, change, errors }: { draft: OptionDraft; change: (part: Partial<OptionDraft>) => void; errors: Record<string, string> }) {
  const { t } = useTranslation("extras");
  const number = (name: "least" | "most" | "step", label: string) => (
    <Field label={label} error={errors[name]}>
      <Input value={draft[name]} inputMode="numeric" className="tabular-nums" onChange={(event) => change({ [name]: event.target.value })} />
    </Field>
  );
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      {number("least", t("least"))}
      {number("most", t("most"))}
      {number("step", t("step"))}
      <Field label={t("unit")} optional error={errors.unit}>
        <Input value={draft.unit} maxLength={20} placeholder="GB" onChange={(event) => change({ unit: event.target.value })} />
      </Field>
      <Field label={t("tiers")} help={t(`tiers_text.${draft.tiers}`)} error={errors.tiers} className="sm:col-span-2">
        <Select
          value={draft.tiers}
          onValueChange={(tiers) => change({ tiers: tiers as OptionDraft["tiers"] })}
          options={[
            { value: "volume", label: t("tiers_of.volume") },
            { value: "graduated", label: t("tiers_of.graduated") },
          ]}
        />
      </Field>
    </div>
  );
}
