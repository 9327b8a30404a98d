import { Button } from "@hostler/ui/button";
import { useAct, type ActFailure } from "@hostler/web-kit/react/act";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Power, PowerOff, RotateCw } from "lucide-react";
import { useEffect } from "react";

import { disablePlugin, enablePlugin, kindOf, reloadPlugin, type Plugin } from "../../../plugins/plugins";

interface PluginActionsProps {
  plugin: Plugin;
  /** What kept it from being enabled: it belongs to the settings' fields. */
  onRefused: (failure: ActFailure | null) => void;
}

export function PluginActions({ plugin, onRefused }: PluginActionsProps) {
  const { t } = useTranslation("plugins");
  const { name, title } = plugin;
  const enable = useAct({ run: () => enablePlugin(name), done: t("enabled"), invalidates: ["plugins"] });
  const { failure } = enable;
  useEffect(() => onRefused(failure), [failure, onRefused]);
  if (!plugin.enabled)
    return (
      <Button onClick={() => void enable.go()} busy={enable.busy}>
        <Power aria-hidden />
        {t("enable")}
      </Button>
    );
  return (
    <>
      <ActButton
        label={t("reload")}
        title={t("reload_title", { name: title })}
        consequence={t("reload_text")}
        icon={RotateCw}
        run={() => reloadPlugin(name)}
        done={t("reloaded")}
        invalidates={["plugins"]}
      />
      <ActButton
        label={t("disable")}
        title={t("disable_title", { name: title })}
        consequence={t(`disable_text.${kindOf(plugin) ?? "other"}`)}
        icon={PowerOff}
        danger
        run={() => disablePlugin(name)}
        done={t("disabled")}
        invalidates={["plugins"]}
      />
    </>
  );
}
