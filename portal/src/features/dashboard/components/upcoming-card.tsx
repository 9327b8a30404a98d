import { Card } from "@hostler/ui/card";
import { CivilDate } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";

import { upcoming } from "../api/overview";

export function UpcomingCard() {
  const { t } = useTranslation("dashboard");
  return (
    <Card title={t("upcoming")} flush>
      <Ask
        query={useQuery(upcoming)}
        skeleton={<SkeletonRows rows={3} />}
        isEmpty={(list) => (list.data ?? []).length === 0}
        empty={<p className="px-4 pt-1 pb-4 text-sm text-muted-foreground">{t("no_upcoming")}</p>}
      >
        {(list) => (
          <ul className="divide-y pb-1">
            {(list.data ?? []).slice(0, 6).map((charge) => (
              <li key={`${charge.service_id ?? charge.domain_id} ${charge.from}`} className="flex min-h-11 items-center justify-between gap-3 px-4 py-1.5 text-sm">
                <span className="min-w-0">
                  <span className="block truncate">{charge.description}</span>
                  <span className="text-xs text-muted-foreground">
                    {t("on")} <CivilDate value={charge.invoice_on} />
                  </span>
                </span>
                <Money value={charge.total} mono />
              </li>
            ))}
          </ul>
        )}
      </Ask>
    </Card>
  );
}
