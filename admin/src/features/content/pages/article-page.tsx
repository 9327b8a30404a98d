import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Trash2 } from "lucide-react";

import { getArticle, removeArticle } from "../api/articles";
import { ArticleForm } from "../components/article-form";

export default function ArticlePage() {
  const { t } = useTranslation("content");
  const navigate = useNavigate();
  const { id } = useParams({ strict: false }) as { id?: string };
  const query = useQuery({ ...getArticle(id ?? ""), enabled: Boolean(id) });
  useTitle(id ? (query.data?.value.title ?? t("articles.title")) : t("articles.new"));
  const trail = [{ label: t("articles.title"), href: "/knowledgebase" }];
  const back = () => void navigate({ to: "/knowledgebase" });
  if (!id)
    return (
      <>
        <PageHeader title={t("articles.new")} trail={trail} />
        <ArticleForm onDone={(article) => void navigate({ href: `/knowledgebase/${article.id}` } as never)} />
      </>
    );
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {({ value: article, etag }) => (
        <>
          <PageHeader
            trail={trail}
            title={article.title}
            badge={<StatusBadge state={article.published ? "published" : "draft"} />}
            description={t("articles.judged", { helpful: article.helpful, all: article.helpful + article.unhelpful })}
            actions={
              <ActButton
                label={t("remove")}
                icon={Trash2}
                danger
                title={t("remove_title", { title: article.title })}
                consequence={t("articles.remove_text")}
                run={() => removeArticle(article.id)}
                done={t("removed")}
                invalidates={["articles"]}
                onDone={back}
              />
            }
          />
          <ArticleForm key={etag ?? article.updated_at} article={article} etag={etag} onDone={() => undefined} />
        </>
      )}
    </Ask>
  );
}
