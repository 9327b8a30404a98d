import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { todayIn } from "@hostler/ui/lib/civil-date";
import { useBrand } from "@hostler/web-kit/brand";
import { useAct } from "@hostler/web-kit/react/act";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { Plus } from "lucide-react";
import { useState } from "react";

import { within } from "../../../forms/first-error";
import { SheetForm } from "../../../forms/sheet-form";
import { SwitchField } from "../../../forms/switch-field";
import { addTax, type TaxRate } from "../api/taxes";

/** A rate from a day on; opens beside the list. */
export function AddTax() {
  const { t } = useTranslation("taxes");
  const [{ add }, setUrl] = useUrlState("add");
  return (
    <>
      <Button size="sm" onClick={() => setUrl({ add: "rate" }, true)}>
        <Plus aria-hidden />
        {t("add")}
      </Button>
      {add === "rate" && <TaxForm onClose={() => setUrl({ add: undefined })} />}
    </>
  );
}

function TaxForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["taxes", "desk"]);
  const { country } = useBrand();
  const [draft, setDraft] = useState({ name: "", rate: "", country, region: "", tax_class: "", valid_from: todayIn(), valid_until: "", additional: false, compound: false });
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const [broken, setBroken] = useState("");
  const save = useAct<TaxRate, TaxRate>({ run: addTax, done: t("desk:saved"), invalidates: ["taxes"], onDone: onClose });
  const errors: Record<string, string> = { ...save.failure?.fields, ...(broken ? { rate: broken } : {}) };
  const submit = () => {
    const rate = draft.rate.trim().replace(",", ".");
    const fits = /^\d{1,4}(\.\d{1,6})?$/.test(rate);
    setBroken(fits ? "" : t("bad_rate"));
    if (!fits) return;
    void save.go({
      ...draft,
      name: draft.name.trim(),
      rate,
      country: draft.country.trim().toUpperCase(),
      region: draft.region.trim(),
      tax_class: draft.tax_class.trim(),
      compound: draft.additional && draft.compound,
      valid_until: draft.valid_until || null,
    });
  };
  return (
    <SheetForm
      title={t("add")}
      description={t("add_text")}
      onClose={onClose}
      onSubmit={submit}
      busy={save.busy}
      failure={save.failure}
      hasControl={within("name", "rate", "country", "region", "tax_class", "valid_from", "valid_until")}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("tax")} error={errors.name}>
          <Input value={draft.name} maxLength={30} placeholder="GST" onChange={(event) => change({ name: event.target.value })} />
        </Field>
        <Field label={t("percent")} error={errors.rate}>
          <Input value={draft.rate} inputMode="decimal" className="text-end tabular-nums" onChange={(event) => change({ rate: event.target.value })} />
        </Field>
        <Field label={t("country")} help={t("country_help")} error={errors.country}>
          <Input value={draft.country} maxLength={2} className="font-mono uppercase" onChange={(event) => change({ country: event.target.value })} />
        </Field>
        <Field label={t("region")} optional help={t("region_help")} error={errors.region}>
          <Input value={draft.region} maxLength={10} className="font-mono" onChange={(event) => change({ region: event.target.value })} />
        </Field>
        <Field label={t("class")} optional help={t("class_help")} error={errors.tax_class}>
          <Input value={draft.tax_class} maxLength={10} inputMode="numeric" className="font-mono" onChange={(event) => change({ tax_class: event.target.value })} />
        </Field>
        <span className="max-sm:hidden" />
        <Field label={t("from")} error={errors.valid_from}>
          <Input type="date" value={draft.valid_from} onChange={(event) => change({ valid_from: event.target.value })} />
        </Field>
        <Field label={t("until")} optional help={t("until_help")} error={errors.valid_until}>
          <Input type="date" value={draft.valid_until} onChange={(event) => change({ valid_until: event.target.value })} />
        </Field>
      </div>
      <SwitchField label={t("additional")} help={t("additional_help")} checked={draft.additional} onChange={(additional) => change({ additional })} />
      {draft.additional && <SwitchField label={t("compound")} help={t("compound_help")} checked={draft.compound} onChange={(compound) => change({ compound })} />}
    </SheetForm>
  );
}
