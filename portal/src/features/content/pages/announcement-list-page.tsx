import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Prose } from "@hostler/ui/prose";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";

import { announcements } from "../api/announcements";
import { Column } from "../components/column";

export default function AnnouncementListPage() {
  const { t } = useTranslation("content");
  const { text } = useWords();
  const Link = useLink();
  useTitle(t("news.title"));
  const query = useInfiniteQuery(announcements);
  return (
    <Column title={t("news.title")} text={t("news.text")}>
      <Ask
        query={query}
        skeleton={<Skeleton className="h-64" />}
        isEmpty={(list) => (list.pages[0]?.data ?? []).length === 0}
        empty={<EmptyState icon={Megaphone} title={t("news.none")} />}
      >
        {(list) => (
          <div className="flex flex-col gap-4">
            {list.pages
              .flatMap((page) => page.data ?? [])
              .map((one) => (
                <Card key={one.id}>
                  <article>
                    <h2 className="text-base font-semibold">
                      <Link href={`/announcements/${one.id}`} className="inline-flex min-h-6 items-center hover:underline">
                        {one.title}
                      </Link>
                    </h2>
                    {one.published_at && <Instant value={one.published_at} className="text-xs text-muted-foreground" />}
                    <Prose html={one.html} className="mt-2 text-sm" />
                  </article>
                </Card>
              ))}
            {query.hasNextPage && (
              <Button variant="ghost" className="self-center" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {text("load_more")}
              </Button>
            )}
          </div>
        )}
      </Ask>
    </Column>
  );
}
