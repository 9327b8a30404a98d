import { Button } from "@hostler/ui/button";
import type { Column } from "@hostler/ui/data-table";
import { Instant } from "@hostler/ui/date";
import { Input } from "@hostler/ui/input";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { FilterInput } from "@hostler/web-kit/react/filter-input";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { StateFilter } from "@hostler/web-kit/react/state-filter";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { BookOpenText, Plus } from "lucide-react";

import { listArticles, type Article } from "../api/articles";
import { ContentLinks } from "../components/content-links";

export default function ArticleListPage() {
  const { t } = useTranslation("content");
  const Link = useLink();
  useTitle(t("articles.title"));
  const [filter, setFilter] = useUrlState("q", "category", "language");
  const query = useInfiniteQuery(listArticles(filter));
  const write = (
    <Button asChild>
      <Link href="/knowledgebase/new">
        <Plus aria-hidden />
        {t("articles.new")}
      </Link>
    </Button>
  );
  const columns: Column<Article>[] = [
    { id: "title", header: t("title_label"), card: "title", cell: (article) => article.title },
    { id: "category", header: t("articles.category"), cell: (article) => article.category },
    { id: "language", header: t("articles.language"), cell: (article) => article.language },
    { id: "state", header: t("state"), card: "corner", cell: (article) => <StatusBadge state={article.published ? "published" : "draft"} /> },
    {
      id: "helped",
      header: t("articles.helped"),
      align: "end",
      cell: (article) => (article.helpful + article.unhelpful === 0 ? "–" : `${article.helpful} / ${article.helpful + article.unhelpful}`),
    },
    { id: "updated", header: t("updated"), align: "end", cell: (article) => <Instant value={article.updated_at} relative /> },
  ];
  return (
    <>
      <PageHeader title={t("articles.title")} description={t("articles.description")} actions={write} />
      <ContentLinks />
      <PagedList
        label={t("articles.title")}
        query={query}
        columns={columns}
        rowId={(article) => article.id}
        href={(article) => `/knowledgebase/${article.id}`}
        filters={
          <>
            <FilterInput label={t("articles.search")} value={filter.q} onChange={(q) => setFilter({ q })} className="min-w-48 flex-1 sm:max-w-80" />
            <Input
              key={filter.category}
              aria-label={t("articles.category_filter")}
              placeholder={t("articles.category_filter")}
              className="w-48"
              defaultValue={filter.category}
              onBlur={(event) => setFilter({ category: event.target.value.trim() || undefined })}
              onKeyDown={(event) => {
                if (event.key === "Enter") event.currentTarget.blur();
              }}
            />
            <StateFilter
              label={t("articles.language")}
              value={filter.language}
              values={["en", "hi"]}
              word={(one) => one}
              onChange={(language) => setFilter({ language })}
              className="w-36"
            />
          </>
        }
        filtered={Boolean(filter.q ?? filter.category ?? filter.language)}
        onShowAll={() => setFilter({ q: undefined, category: undefined, language: undefined })}
        empty={{ icon: BookOpenText, title: t("articles.empty"), text: t("articles.empty_text"), action: write }}
      />
    </>
  );
}
