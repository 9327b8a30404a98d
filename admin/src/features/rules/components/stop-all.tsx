import { Button } from "@hostler/ui/button";
import { toast } from "@hostler/ui/toaster";
import { useAct } from "@hostler/web-kit/react/act";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { OctagonX, Play } from "lucide-react";
import { useEffect } from "react";

import { changeRule, type Rule } from "../../../automation/rules";

/** One after another, so that what failed can be named; the rest is done all the same. */
async function switchAll(rules: Rule[], enabled: boolean): Promise<string[]> {
  const failed: string[] = [];
  for (const rule of rules) {
    try {
      await changeRule(rule.name, { enabled });
    } catch {
      failed.push(rule.title || rule.name);
    }
  }
  return failed;
}

/** The emergency stop: no rule acts by itself until it is let go on. */
export function StopAll({ rules }: { rules: Rule[] }) {
  const { t } = useTranslation("rules");
  const running = rules.filter((rule) => rule.enabled);
  const stopped = rules.filter((rule) => !rule.enabled);
  // What never ran while others did was off before the stop, and stays so.
  const paused = stopped.some((rule) => rule.last_run) ? stopped.filter((rule) => rule.last_run) : stopped;
  const said = (failed: string[], done: string) => (failed.length > 0 ? t("switch_failed", { rules: failed.join(", ") }) : done);
  const resume = useAct<void, string[]>({ run: () => switchAll(paused, true), done: (failed) => said(failed, t("all_resumed")), invalidates: ["rules"] });
  const failed = resume.failure?.text;
  useEffect(() => {
    if (failed) void toast("error", failed);
  }, [failed]);
  if (running.length === 0 && stopped.length > 0)
    return (
      <Button onClick={() => void resume.go()} busy={resume.busy}>
        <Play aria-hidden />
        {t("resume_all")}
      </Button>
    );
  return (
    <ActButton
      label={t("stop_all")}
      icon={OctagonX}
      variant="destructive"
      danger
      title={t("stop_all_title")}
      consequence={t("stop_all_text", { count: running.length })}
      run={() => switchAll(running, false)}
      done={(failed) => said(failed, t("all_stopped"))}
      invalidates={["rules"]}
    />
  );
}
