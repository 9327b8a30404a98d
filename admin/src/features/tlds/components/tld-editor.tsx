import { Card } from "@hostler/ui/card";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { MoneyInput } from "@hostler/ui/money-input";
import { Select } from "@hostler/ui/select";
import { Textarea } from "@hostler/ui/textarea";
import { useBrand } from "@hostler/web-kit/brand";
import { useAct, type IdempotencyHeader } from "@hostler/web-kit/react/act";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { AddCurrency } from "../../../catalogue/add-currency";
import { useSoldCurrencies } from "../../../catalogue/use-sold";
import { FailureSummary } from "../../../forms/failure-summary";
import { within } from "../../../forms/first-error";
import { SaveBar } from "../../../forms/save-bar";
import { SwitchField } from "../../../forms/switch-field";
import { useDraft } from "../../../forms/use-draft";
import { kindOf, listPlugins } from "../../../plugins/plugins";
import type { Tld } from "../api/tlds";

import { readTld, tldDraftOf, type TldDraft } from "./tld-draft";
import { TldFees } from "./tld-fees";
import { TldPrices } from "./tld-prices";

interface TldEditorProps {
  initial: () => TldDraft;
  save: (body: Tld, header: IdempotencyHeader) => Promise<Tld>;
  onSaved?: (tld: Tld) => void;
  /** Takes what is stored now as what is changed. */
  onOvertake?: () => Promise<void>;
  saveLabel?: string;
  /** It is in the table: its name stays. */
  fixedName?: boolean;
}

const currenciesOf = ["USD", "EUR", "GBP"];

export function TldEditor({ initial, save, onSaved, onOvertake, saveLabel, fixedName }: TldEditorProps) {
  const { t } = useTranslation(["tlds", "desk"]);
  const { currency } = useBrand();
  const { draft, change, dirty, discard, settle } = useDraft(initial);
  const [broken, setBroken] = useState<string[]>([]);
  const [more, setMore] = useState<string[]>([]);
  const sold = [...new Set([...useSoldCurrencies(), ...more])];
  const registrars = (useQuery(listPlugins).data?.data ?? []).filter((plugin) => kindOf(plugin) === "registrar" && (plugin.enabled || plugin.name === draft.registrar));
  const act = useAct<Tld, Tld>({
    run: save,
    done: t("desk:saved"),
    invalidates: ["tlds"],
    onDone: (tld) => {
      settle(tldDraftOf(tld, currency));
      onSaved?.(tld);
    },
  });
  const submit = () => {
    const read = readTld(draft);
    setBroken(read.broken);
    if (read.broken.length === 0) void act.go(read.body);
  };
  const errors = {
    ...act.failure?.fields,
    ...Object.fromEntries(broken.map((field) => [field, field.includes("[") || field === "highest_cost" ? t("bad_price") : t("desk:whole_number")])),
  };
  const number = (name: "min_years" | "max_years" | "grace_days" | "redemption_days" | "position", help?: string) => (
    <Field label={t(`field.${name}`)} help={help} error={errors[name]}>
      <Input value={draft[name]} inputMode="numeric" className="tabular-nums" onChange={(event) => change({ [name]: event.target.value })} />
    </Field>
  );
  return (
    <>
      <FailureSummary
        failure={act.failure}
        onOverwrite={onOvertake && (() => void onOvertake().then(submit))}
        hasControl={within(
          "tld",
          "registrar",
          "min_years",
          "max_years",
          "grace_days",
          "redemption_days",
          "position",
          "tax_class",
          "highest_cost",
          "requirements",
          "prices",
          "fees",
        )}
      />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
        <Card title={t("sold_how")}>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("tld")} error={errors.tld}>
              <Input
                value={draft.tld}
                readOnly={fixedName}
                maxLength={190}
                placeholder="co.in"
                className="font-mono"
                spellCheck={false}
                onChange={(event) => change({ tld: event.target.value })}
              />
            </Field>
            <Field label={t("registrar")} help={registrars.length === 0 ? t("no_registrar") : undefined} error={errors.registrar}>
              <Select
                value={draft.registrar}
                placeholder={t("choose_registrar")}
                onValueChange={(registrar) => change({ registrar })}
                options={registrars.map((plugin) => ({ value: plugin.name, label: plugin.title === plugin.name ? plugin.name : `${plugin.title} (${plugin.name})` }))}
              />
            </Field>
            {number("min_years")}
            {number("max_years")}
            {number("grace_days", t("grace_days_help"))}
            {number("redemption_days", t("redemption_days_help"))}
            <Field label={t("tax_class")} error={errors.tax_class}>
              <Input value={draft.tax_class} className="font-mono" maxLength={20} onChange={(event) => change({ tax_class: event.target.value })} />
            </Field>
            {number("position", t("position_help"))}
            <Field label={t("highest_cost")} optional help={t("highest_cost_help")} error={errors.highest_cost}>
              <MoneyInput currency={draft.cost_currency} value={draft.cost} onValueChange={(cost) => change({ cost })} />
            </Field>
            <Field label={t("cost_currency")}>
              <Select
                value={draft.cost_currency}
                onValueChange={(cost_currency) => change({ cost_currency })}
                options={[...new Set([draft.cost_currency, ...sold, ...currenciesOf])].map((value) => ({ value, label: value }))}
              />
            </Field>
            <Field label={t("requirements")} optional help={t("requirements_help")} error={errors.requirements} className="sm:col-span-2">
              <Textarea rows={3} value={draft.requirements} onChange={(event) => change({ requirements: event.target.value })} />
            </Field>
            <SwitchField label={t("active")} help={t("active_help")} checked={draft.active} onChange={(active) => change({ active })} />
          </div>
        </Card>
        <div className="flex min-w-0 flex-col gap-4">
          <Card title={t("prices")}>
            <TldPrices rows={draft.prices} onChange={(prices) => change({ prices })} currencies={sold} errors={errors} />
            <div className="mt-4">
              <AddCurrency known={sold} onAdd={(code) => setMore([...more, code])} />
            </div>
          </Card>
          <Card title={t("fees")}>
            <TldFees rows={draft.fees} onChange={(fees) => change({ fees })} currencies={sold} errors={errors} />
          </Card>
        </div>
      </div>
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
