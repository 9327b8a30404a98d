import { Instant } from "@hostler/ui/date";
import { Prose } from "@hostler/ui/prose";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { getArticle } from "../api/articles";
import { BackLink } from "../components/back-link";
import { Column } from "../components/column";
import { Helpful } from "../components/helpful";

export default function ArticlePage() {
  const { t } = useTranslation("content");
  const { slug = "" } = useParams({ strict: false }) as { slug?: string };
  const query = useQuery(getArticle(slug));
  useTitle(query.data?.title ?? t("articles.title"));
  return (
    <>
      <BackLink href="/knowledgebase" label={t("articles.title")} />
      <Column
        title={query.data?.title ?? t("articles.title")}
        text={
          query.data && (
            <>
              {query.data.category && `${query.data.category} · `}
              {t("changed")} <Instant value={query.data.updated_at} />
            </>
          )
        }
      >
        <Ask query={query} skeleton={<Skeleton className="h-80" />}>
          {(article) => (
            <>
              <div lang={article.language}>
                <Prose html={article.html ?? ""} />
              </div>
              <Helpful key={article.slug} slug={article.slug} title={article.title} />
            </>
          )}
        </Ask>
      </Column>
    </>
  );
}
