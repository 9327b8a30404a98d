import { daysBetween } from "@hostler/ui/lib/civil-date";
import { useTranslation } from "react-i18next";

import type { RunEntry, RunList } from "../api/run-billing";

/** Why a row stands in its list, in words: the rule's own sentence where it gave one. */
export function useReason(): (list: RunList, entry: RunEntry) => string {
  const { t, i18n } = useTranslation("billing-run");
  return (list, entry) => {
    if (entry.detail && list !== "invoiced" && list !== "reminded") {
      return entry.rule ? t("rule_says", { rule: i18n.exists(`billing-run:rule.${entry.rule}`) ? t(`rule.${entry.rule}`) : entry.rule, why: entry.detail }) : entry.detail;
    }
    if (list === "reminded" && entry.kind) return i18n.exists(`billing-run:notice.${entry.kind}`) ? t(`notice.${entry.kind}`) : entry.kind;
    if (list === "invoiced" && entry.paid_from_credit) return t("reason.from_credit");
    if (list === "invoiced" && entry.period && entry.due_date) return t("reason.term_ends", { count: Math.max(0, daysBetween(entry.due_date, entry.period.to)) });
    if (list === "invoiced" && !entry.total) return entry.detail || t("reason.free");
    return t(`reason.${list}`);
  };
}
