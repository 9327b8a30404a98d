import { daysBetween } from "@hostler/ui/lib/civil-date";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { useWhyWords } from "../../../records/why-words";
import type { RunEntry, RunList } from "../api/run-billing";

/** Why a row stands in its list, in words: the rule's own sentence where it gave one. */
export function useReason(): (list: RunList, entry: RunEntry) => string {
  const { t, i18n } = useTranslation("billing-run");
  const why = useWhyWords();
  return (list, entry) => {
    if (list === "late_fees") return entry.invoice && entry.number ? t("reason.late_fee_note", { number: entry.number }) : t("reason.late_fees");
    if (list === "collected" && entry.method) return t("reason.collected", { method: entry.method });
    if (entry.detail && list !== "invoiced" && list !== "reminded") {
      return entry.rule
        ? t("rule_says", { rule: i18n.exists(`billing-run:rule.${entry.rule}`) ? t(`rule.${entry.rule}`) : entry.rule, why: why(entry.detail) })
        : why(entry.detail);
    }
    if (list === "reminded" && entry.kind) return i18n.exists(`billing-run:notice.${entry.kind}`) ? t(`notice.${entry.kind}`) : entry.kind;
    if (list === "invoiced" && entry.paid_from_credit) return t("reason.from_credit");
    if (list === "invoiced" && entry.period && entry.due_date) return t("reason.term_ends", { count: Math.max(0, daysBetween(entry.due_date, entry.period.to)) });
    if (list === "invoiced" && !entry.total) return entry.detail || t("reason.free");
    return t(`reason.${list}`);
  };
}
