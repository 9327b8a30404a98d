import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { AuditFilter } from "../api/audit";

/** Each takes a whole value, as the engine compares them. */
export function LineFilters({ filter, onChange }: { filter: AuditFilter; onChange: (change: AuditFilter) => void }) {
  const { t } = useTranslation("audit");
  return (
    <>
      <FilterInput label={t("action_filter")} value={filter.action} onChange={(action) => onChange({ action })} className="min-w-36 flex-1" />
      <FilterInput label={t("object_filter")} value={filter.object} onChange={(object) => onChange({ object })} className="min-w-36 flex-1" />
      <FilterInput label={t("user_filter")} value={filter.user} onChange={(user) => onChange({ user })} className="min-w-36 flex-1" />
      <FilterInput label={t("account_filter")} value={filter.account_id} onChange={(account_id) => onChange({ account_id })} className="min-w-36 flex-1" />
    </>
  );
}
