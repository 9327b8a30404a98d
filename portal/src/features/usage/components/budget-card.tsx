import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { cn } from "@hostler/ui/lib/cn";
import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { Notice } from "@hostler/ui/notice";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { budget, type Budget } from "../api/usage";

import { BudgetForm } from "./budget-form";

/** The levels at which the engine warns; here they are shown. */
const levels = [50, 80, 100] as const;

/** What this month's use may cost, how far it is, and what happens at its end. */
export function BudgetCard({ spent }: { spent: Amount }) {
  const { t } = useTranslation("usage");
  const query = useQuery(budget);
  const [editing, setEditing] = useState(false);
  return (
    <Card
      title={t("budget.title")}
      action={
        query.data &&
        !editing && (
          <Button variant="ghost" size="sm" onClick={() => setEditing(true)}>
            {query.data.amount ? t("budget.change") : t("budget.set")}
          </Button>
        )
      }
    >
      <Ask query={query} skeleton={<Skeleton className="h-16" />}>
        {(known) => (editing ? <BudgetForm known={known} currency={spent.currency} spent={spent} onDone={() => setEditing(false)} /> : <Standing budget={known} spent={spent} />)}
      </Ask>
    </Card>
  );
}

function Standing({ budget: { amount, stop }, spent }: { budget: Budget; spent: Amount }) {
  const { t } = useTranslation("usage");
  if (!amount) return <p className="text-sm text-muted-foreground">{t("budget.none")}</p>;
  const percent = amount.currency === spent.currency ? Math.floor((100 * spent.amount) / amount.amount) : 0;
  const reached = levels.findLast((level) => percent >= level);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm">
        <Money value={spent} className="text-lg font-semibold" /> {t("budget.of")} <Money value={amount} /> · {t("budget.percent", { percent })}
      </p>
      <div
        role="meter"
        aria-label={t("budget.title")}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.min(100, percent)}
        className="h-2 overflow-hidden rounded-full bg-muted"
      >
        <div className={cn("h-full", percent >= 100 ? "bg-destructive" : percent >= 80 ? "bg-warning" : "bg-primary")} style={{ width: `${Math.min(100, percent)}%` }} />
      </div>
      {reached === 100 ? (
        <Notice tone="danger" title={t("budget.spent")}>
          {stop ? t("budget.stopped") : t("budget.not_stopped")}
        </Notice>
      ) : (
        reached && <Notice tone={reached === 80 ? "warning" : "info"}>{t("budget.reached", { percent: reached })}</Notice>
      )}
      <p className="text-xs text-muted-foreground">{stop ? t("budget.stops") : t("budget.warns")}</p>
    </div>
  );
}
