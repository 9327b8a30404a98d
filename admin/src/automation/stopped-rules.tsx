import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSessionState } from "@hostler/web-kit/session";
import { useQuery } from "@tanstack/react-query";
import { OctagonPause } from "lucide-react";

import { useRuleWords } from "../records/words";

import { toldRules } from "./told-rules";

/** Above every page while a rule is switched off: nobody is to wonder why nothing is invoiced. Silent for who may not read rules. */
export default function StoppedRules() {
  const { t } = useTranslation("automation");
  const words = useRuleWords();
  const Link = useLink();
  const { phase, user } = useSessionState();
  const { data } = useQuery({ ...toldRules(user?.id ?? ""), enabled: phase === "in" });
  const off = (data ?? []).filter((rule) => !rule.enabled);
  // What never ran was never switched on: some rules are shipped so.
  const stopped = off.length === data?.length ? off : off.filter((rule) => rule.ran);
  if (stopped.length === 0) return null;
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-warning/40 bg-warning/15 px-3 py-1.5 text-sm text-warning sm:px-5">
      <OctagonPause className="size-4 shrink-0" aria-hidden />
      <span className="min-w-0 flex-1">
        {stopped.length === data?.length ? t("all_stopped") : t("stopped", { count: stopped.length, rules: stopped.map((rule) => words(rule)).join(", ") })}
      </span>
      <Link href="/automation/rules" className="font-medium underline underline-offset-2">
        {t("see_rules")}
      </Link>
    </div>
  );
}
