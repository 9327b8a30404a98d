import { Button } from "@hostler/ui/button";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { useWords } from "@hostler/ui/lib/ui-text";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { BookOpen } from "lucide-react";

import { listArticles, type Article } from "../../../help/articles";
import { ArticleShelf } from "../components/article-shelf";
import { Column } from "../components/column";

/** The reader's own language first; each in the shop's order. */
function ownFirst(articles: Article[], language: string): Article[] {
  return [...articles.filter((one) => one.language === language), ...articles.filter((one) => one.language !== language)];
}

export default function ArticleListPage() {
  const { t, i18n } = useTranslation("content");
  const { text } = useWords();
  const Link = useLink();
  useTitle(t("articles.title"));
  const [filter, change] = useUrlState("q", "category");
  const query = useInfiniteQuery(listArticles({ q: filter.q, category: filter.category }));
  const filtered = Boolean(filter.q ?? filter.category);
  return (
    <Column title={t("articles.title")} text={t("articles.text")} wide>
      <FilterInput label={t("articles.search")} value={filter.q} onChange={(q) => change({ q })} className="mb-6 max-w-xl" />
      {filter.category && (
        <p className="mb-4 flex flex-wrap items-center gap-3 text-sm">
          {filter.category}
          <Button variant="secondary" size="sm" onClick={() => change({ category: undefined })}>
            {t("articles.all")}
          </Button>
        </p>
      )}
      <Ask
        query={query}
        skeleton={<Skeleton className="h-64" />}
        isEmpty={(list) => list.pages.every((page) => (page.data ?? []).length === 0)}
        empty={
          <EmptyState
            icon={BookOpen}
            title={filtered ? t("articles.none_found") : t("articles.none")}
            action={
              filtered ? (
                <Button variant="secondary" onClick={() => change({ q: undefined, category: undefined })}>
                  {t("articles.all")}
                </Button>
              ) : undefined
            }
          >
            <Link href="/contact" className="text-primary underline underline-offset-2">
              {t("articles.ask")}
            </Link>
          </EmptyState>
        }
      >
        {(list) => {
          const all = ownFirst(
            list.pages.flatMap((page) => page.data ?? []),
            i18n.language,
          );
          return (
            <div className={query.isPlaceholderData ? "opacity-60" : undefined} aria-live="polite">
              {filtered ? <ArticleShelf articles={all} /> : <Shelves articles={all} onCategory={(category) => change({ category }, true)} />}
              {query.hasNextPage && (
                <Button variant="ghost" className="mt-4" busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {text("load_more")}
                </Button>
              )}
            </div>
          );
        }}
      </Ask>
    </Column>
  );
}

const shown = 6;

function Shelves({ articles, onCategory }: { articles: Article[]; onCategory: (category: string) => void }) {
  const { t } = useTranslation("content");
  const categories = [...new Set(articles.map((article) => article.category))];
  return (
    <div className="grid items-start gap-6 md:grid-cols-2">
      {categories.map((category) => {
        const own = articles.filter((article) => article.category === category);
        return (
          <section key={category} aria-label={category || t("articles.other")}>
            <h2 className="mb-2 text-base font-semibold">{category || t("articles.other")}</h2>
            <ArticleShelf articles={own.slice(0, shown)} />
            {own.length > shown && category && (
              <Button variant="link" size="sm" className="px-0" onClick={() => onCategory(category)}>
                {t("articles.more", { count: own.length - shown })}
              </Button>
            )}
          </section>
        );
      })}
    </div>
  );
}
