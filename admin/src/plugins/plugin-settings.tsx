import { withKept, withoutKept } from "@hostler/ui/lib/kept-secrets";
import { withDefaults, type FormValue } from "@hostler/ui/lib/schema";
import { SchemaForm } from "@hostler/ui/schema-form";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { savePluginSettings, testPlugin, type Plugin, type PluginTest } from "./plugins";
import { PluginVerdict } from "./plugin-verdict";

interface PluginSettingsProps {
  plugin: Plugin;
  /** What the engine said of fields elsewhere, such as on enabling it. */
  errors?: Record<string, string>;
  /** To begin with, in place of what is stored. */
  filled?: FormValue;
  onSaved?: (plugin: Plugin) => void;
  submitLabel?: string;
}

/** The settings of a plugin's account as its own schema draws them. Kept secrets are said to be set, never shown. */
export function PluginSettings({ plugin, errors, filled, onSaved, submitLabel }: PluginSettingsProps) {
  const { t } = useTranslation("desk");
  const stored = withoutKept(plugin.settings_schema, plugin.settings ?? {});
  const [value, setValue] = useState<FormValue>(() => withDefaults(plugin.settings_schema, { ...stored.value, ...filled }));
  const [touched, setTouched] = useState(filled !== undefined);
  const [verdict, setVerdict] = useState<PluginTest | null>(null);
  const save = useAct<FormValue, Plugin>({
    run: (next) => savePluginSettings(plugin.name, withKept(next, stored.kept)),
    done: t("saved"),
    invalidates: ["plugins"],
    onDone: (saved) => {
      setTouched(false);
      onSaved?.(saved);
    },
  });
  const test = useAct({ run: () => testPlugin(plugin.name), onDone: setVerdict, invalidates: ["plugins"] });
  const fields = { ...errors, ...save.failure?.fields };
  return (
    <div className="flex flex-col gap-4">
      {save.failure && Object.keys(save.failure.fields).length === 0 && <FormFailure failure={save.failure} />}
      <SchemaForm
        schema={plugin.settings_schema}
        value={value}
        onChange={(next) => {
          setTouched(true);
          setVerdict(null);
          setValue(next);
        }}
        onSubmit={(next) => void save.go(next)}
        submitLabel={submitLabel ?? t("save")}
        busy={save.busy}
        errors={fields}
        secrets={stored.kept}
        // Asked is what is stored: what is typed must be saved first.
        onTest={plugin.enabled && !touched ? () => void test.go() : undefined}
        testing={test.busy}
      />
      {test.failure && <FormFailure failure={test.failure} />}
      {verdict && <PluginVerdict verdict={verdict} />}
    </div>
  );
}
