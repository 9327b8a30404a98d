import { cn } from "@hostler/ui/lib/cn";
import type { Money as Amount } from "@hostler/ui/lib/money";
import { formatMoney } from "@hostler/ui/lib/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { monthName } from "./months";

interface MonthBarsProps {
  months: { month: string; cost: Amount }[];
  chosen: string;
  onChoose: (month: string) => void;
}

/** What each month cost; one of them is looked at. */
export function MonthBars({ months, chosen, onChoose }: MonthBarsProps) {
  const { t, i18n } = useTranslation("usage");
  const most = Math.max(1, ...months.map(({ cost }) => cost.amount));
  return (
    <div role="group" aria-label={t("months")} className="flex items-end gap-1.5 overflow-x-auto pt-1">
      {months.map(({ month, cost }) => {
        const now = month === chosen;
        return (
          <button
            key={month}
            type="button"
            aria-pressed={now}
            aria-label={`${monthName(month, i18n.language)}: ${formatMoney(cost, i18n.language)}`}
            onClick={() => onChoose(month)}
            className={cn(
              "flex min-w-14 flex-1 flex-col items-center justify-end gap-1 rounded-md p-1 text-xs transition-colors hover:bg-accent",
              now ? "text-foreground" : "text-muted-foreground",
            )}
          >
            <span className="flex h-24 w-full items-end">
              <span className={cn("w-full rounded-sm", now ? "bg-primary" : "bg-chart-6/50")} style={{ height: `${Math.max(3, Math.round((100 * cost.amount) / most))}%` }} />
            </span>
            <span className="whitespace-nowrap">{monthName(month, i18n.language, "short")}</span>
          </button>
        );
      })}
    </div>
  );
}
