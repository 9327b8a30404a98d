import { Button } from "@hostler/ui/button";
import { useWords } from "@hostler/ui/lib/ui-text";
import { useAct } from "@hostler/web-kit/react/act";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useState } from "react";

import { PluginVerdict } from "../../../plugins/plugin-verdict";
import { testPlugin, type Plugin, type PluginTest } from "../../../plugins/plugins";

/** A plugin without settings of its own: what it signs in with stands at its servers. */
export function ServersTest({ plugin }: { plugin: Plugin }) {
  const { t } = useTranslation("plugins");
  const { text } = useWords();
  const [verdict, setVerdict] = useState<PluginTest | null>(null);
  const test = useAct({ run: () => testPlugin(plugin.name), onDone: setVerdict, invalidates: ["plugins"] });
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="text-sm text-muted-foreground">{t("no_settings")}</p>
      {plugin.enabled && (
        <Button variant="secondary" onClick={() => void test.go()} busy={test.busy}>
          {text("test_connection")}
        </Button>
      )}
      {test.failure && <FormFailure failure={test.failure} />}
      {verdict && <PluginVerdict verdict={verdict} />}
    </div>
  );
}
