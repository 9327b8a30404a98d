import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { History } from "lucide-react";

import { activityPlace, activityWords } from "../../../account/activity-words";
import { browserName } from "../../../account/browser-name";
import { activity, type Activity } from "../api/activity";
import { users } from "../api/users";

/** Leads to what it happened to; that it went well needs no sign. */
function What({ line }: { line: Activity }) {
  const { t } = useTranslation(["team", "activity"]);
  const Link = useLink();
  const place = activityPlace(line.object);
  const words = activityWords(t as never, line.action);
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {place ? (
        <Link href={place} className="inline-flex min-h-6 items-center hover:underline">
          {words}
        </Link>
      ) : (
        words
      )}
      {line.outcome !== "succeeded" && <StatusBadge state={line.outcome} />}
    </span>
  );
}

/** Everything that anybody did in this account, newest first. */
export default function ActivityPage() {
  const { t } = useTranslation(["team", "activity"]);
  useTitle(t("activity.title"));
  const query = useInfiniteQuery(activity);
  const names = new Map((useQuery(users).data ?? []).map((user) => [user.id, user.name]));
  const who = (line: Activity) =>
    line.impersonator ? t("activity.staff_for", { name: names.get(line.user ?? "") ?? "" }) : line.user ? (names.get(line.user) ?? line.user) : t("activity.system");
  const columns: Column<Activity>[] = [
    { id: "what", header: t("activity.what"), card: "title", cell: (line) => <What line={line} /> },
    { id: "who", header: t("activity.who"), cell: who },
    { id: "from", header: t("activity.from"), cell: (line) => [line.ip, browserName(line.user_agent)].filter(Boolean).join(" · ") || "–" },
    { id: "when", header: t("activity.when"), cell: (line) => <Instant value={line.created_at} /> },
  ];
  return (
    <>
      <PageHeader title={t("activity.title")} description={t("activity.text")} />
      <Card flush>
        <Ask query={query} skeleton={<SkeletonRows />}>
          {(list) => (
            <DataTable
              label={t("activity.title")}
              rows={list.pages.flatMap((page) => page.data ?? [])}
              columns={columns}
              rowId={(line) => line.id}
              hasMore={query.hasNextPage}
              onMore={() => void query.fetchNextPage()}
              loadingMore={query.isFetchingNextPage}
              empty={<EmptyState icon={History} title={t("activity.none")} />}
            />
          )}
        </Ask>
      </Card>
    </>
  );
}
