import { Button } from "@hostler/ui/button";
import type { FormValue } from "@hostler/ui/lib/schema";
import { RadioGroup, RadioItem } from "@hostler/ui/radio-group";
import { StatusBadge } from "@hostler/ui/status-badge";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Power } from "lucide-react";
import { useState } from "react";

import { PluginSettings } from "../../../plugins/plugin-settings";
import { enablePlugin, kindOf, webhookAddress, type Plugin, type PluginKind } from "../../../plugins/plugins";

import { SandboxFill } from "./sandbox-fill";

/** One plugin of a kind: chosen, given its settings, switched on and tried. */
export function PluginStep({ kind, plugins }: { kind: PluginKind; plugins: Plugin[] }) {
  const { t } = useTranslation("setup");
  const all = plugins.filter((plugin) => kindOf(plugin) === kind);
  const [name, setName] = useState(() => (all.find((plugin) => plugin.enabled) ?? all[0])?.name ?? "");
  const chosen = all.find((plugin) => plugin.name === name);
  if (all.length === 0) return <p className="text-sm text-muted-foreground">{t("none_installed")}</p>;
  return (
    <div className="flex flex-col gap-5">
      <RadioGroup aria-label={t("which")} value={name} onValueChange={setName}>
        {all.map((plugin) => (
          <RadioItem key={plugin.name} value={plugin.name} help={plugin.description}>
            <span className="inline-flex flex-wrap items-center gap-2">
              {plugin.title}
              {plugin.enabled && <StatusBadge state="enabled" />}
            </span>
          </RadioItem>
        ))}
      </RadioGroup>
      {chosen && <Chosen key={chosen.name} plugin={chosen} />}
    </div>
  );
}

function Chosen({ plugin }: { plugin: Plugin }) {
  const { t } = useTranslation("setup");
  const [filled, setFilled] = useState<FormValue | undefined>();
  const enable = useAct({ run: () => enablePlugin(plugin.name), done: t("switched_on"), invalidates: ["plugins"] });
  const webhook = webhookAddress(plugin, location.origin);
  const errors = Object.fromEntries(Object.entries(enable.failure?.fields ?? {}).map(([field, text]) => [field.replace(/^settings\./, ""), text]));
  return (
    <div className="flex flex-col gap-4 border-t pt-5">
      <SandboxFill plugin={plugin.plugin} schema={plugin.settings_schema} onFill={setFilled} />
      {webhook && (
        <p className="text-sm">
          {t("webhook")} <code className="font-mono text-xs break-all">{webhook}</code>
        </p>
      )}
      <PluginSettings
        // Begins anew with what is stored, or with what the sandbox gave.
        key={JSON.stringify([plugin.settings ?? null, filled ?? null])}
        plugin={plugin}
        filled={filled}
        errors={errors}
        submitLabel={plugin.enabled ? undefined : t("save_and_enable")}
        onSaved={() => {
          setFilled(undefined);
          if (!plugin.enabled) void enable.go();
        }}
      />
      {enable.failure && Object.keys(errors).length === 0 && <FormFailure failure={enable.failure} />}
      {!plugin.enabled && plugin.settings !== undefined && (
        <Button variant="secondary" className="self-start" onClick={() => void enable.go()} busy={enable.busy}>
          <Power aria-hidden />
          {t("enable")}
        </Button>
      )}
    </div>
  );
}
