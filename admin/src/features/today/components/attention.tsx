import { cn } from "@hostler/ui/lib/cn";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";

import { overdueInvoices, parkedJobs, unknownOutcomes } from "../api/today";

interface List {
  data?: unknown[];
  next_cursor?: string | null;
}

/** How much waits for a person, each by itself: one that can't be told does not hide the others. */
export function Attention() {
  const { t } = useTranslation("today");
  const counts: [string, UseQueryResult<List>][] = [
    [t("parked"), useQuery(parkedJobs)],
    [t("unknown"), useQuery(unknownOutcomes)],
    [t("overdue"), useQuery(overdueInvoices)],
  ];
  return (
    <section aria-label={t("waiting")} className="grid gap-4 sm:grid-cols-3">
      {counts.map(([label, query]) => (
        <div key={label} className="rounded-lg border bg-card p-4">
          <h2 className="text-sm text-muted-foreground">{label}</h2>
          <Ask query={query} skeleton={<Skeleton className="mt-1 h-8 w-12" />}>
            {(list) => <Count of={list} />}
          </Ask>
        </div>
      ))}
    </section>
  );
}

function Count({ of }: { of: List }) {
  const { t } = useTranslation("today");
  const count = (of.data ?? []).length;
  return <p className={cn("text-2xl font-semibold tabular-nums", count > 0 && "text-destructive")}>{of.next_cursor ? t("more", { count }) : count}</p>;
}
