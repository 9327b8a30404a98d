import { ActButton } from "@hostler/web-kit/react/act-button";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { actsOf, confirmRule } from "../api/rules";

/** A rule that wants to act on more than its limit waits for a person's word. */
export function ConfirmRule({ name, limit, wanted }: { name: string; limit?: number; wanted?: number }) {
  const { t } = useTranslation("billing-run");
  return (
    <ActButton
      size="sm"
      label={t("confirm_rule")}
      title={t("confirm_rule_title", { rule: t(`rule.${name}`) })}
      consequence={t("confirm_rule_text", { wanted: wanted ?? "?", limit: limit ?? "?" })}
      danger
      run={() => confirmRule(name)}
      done={(result) => t("confirm_rule_done", { n: actsOf(result.counts).reduce((sum, [, count]) => sum + count, 0) })}
      invalidates={["rules", "rule-runs", "billing-run", "invoices", "services"]}
    />
  );
}
