import { Button } from "@hostler/ui/button";
import { useAct } from "@hostler/web-kit/react/act";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { toast } from "@hostler/ui/toaster";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { Pause, Play } from "lucide-react";
import { useEffect } from "react";

import { changeRule, type Rule } from "../../../automation/rules";
import { useRuleWords } from "../../../records/words";

/** Pauses a rule, or lets it go on. */
export function RuleSwitch({ rule }: { rule: Rule }) {
  const { t } = useTranslation("rules");
  const words = useRuleWords();
  const resume = useAct({ run: () => changeRule(rule.name, { enabled: true }), done: t("resumed"), invalidates: ["rules"] });
  const failed = resume.failure?.text;
  useEffect(() => {
    if (failed) void toast("error", failed);
  }, [failed]);
  if (!rule.enabled)
    return (
      <Button onClick={() => void resume.go()} busy={resume.busy}>
        <Play aria-hidden />
        {t("resume")}
      </Button>
    );
  return (
    <ActButton
      label={t("pause")}
      icon={Pause}
      danger
      title={t("pause_title", { rule: words(rule) })}
      consequence={t(`pause_text.${rule.name}`, { defaultValue: t("pause_text.other") })}
      run={() => changeRule(rule.name, { enabled: false })}
      done={t("paused")}
      invalidates={["rules"]}
    />
  );
}
