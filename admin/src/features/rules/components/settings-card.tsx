import { Card } from "@hostler/ui/card";
import type { FormValue } from "@hostler/ui/lib/schema";
import { SchemaForm } from "@hostler/ui/schema-form";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useMemo, useState } from "react";

import { changeRule, type Rule } from "../../../automation/rules";

import { changedSettings, settingsSchema } from "./rule-settings";

/** What the rule lets a shop choose. Some are the shop's own settings: they change in both places. */
export function SettingsCard({ rule }: { rule: Rule }) {
  const { t } = useTranslation(["rules", "desk", "words"]);
  const schema = useMemo(
    () =>
      settingsSchema(rule, {
        title: (setting) => t(`words:rule_setting.${setting}`, { defaultValue: "" }),
        help: (setting) => t(`words:rule_setting_of.${rule.name}.${setting}`, { defaultValue: "" }),
        shipped: (value) => (value === "" ? t("shipped_empty") : t("shipped", { value })),
      }),
    [rule, t],
  );
  const [value, setValue] = useState<FormValue>(() => ({ ...rule.settings }));
  const save = useAct<FormValue>({ run: (next) => changeRule(rule.name, { settings: changedSettings(rule, next) }), done: t("desk:saved"), invalidates: ["rules", "settings"] });
  if (Object.keys(rule.defaults ?? {}).length === 0) return null;
  const errors = Object.fromEntries(Object.entries(save.failure?.fields ?? {}).map(([field, text]) => [field.replace(/^settings\./, ""), text]));
  return (
    <Card title={t("settings")}>
      {save.failure && Object.keys(errors).length === 0 && (
        <div className="mb-4">
          <FormFailure failure={save.failure} />
        </div>
      )}
      <SchemaForm schema={schema} value={value} onChange={setValue} onSubmit={(next) => void save.go(next)} submitLabel={t("desk:save")} busy={save.busy} errors={errors} />
    </Card>
  );
}
