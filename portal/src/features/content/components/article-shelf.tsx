import { Badge } from "@hostler/ui/badge";
import { useLink } from "@hostler/ui/lib/link";
import { languages, type Language } from "@hostler/web-kit/i18n";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { Article } from "../../../help/articles";

/** Articles one below another; those of another language say so. */
export function ArticleShelf({ articles }: { articles: Article[] }) {
  const { i18n } = useTranslation("content");
  const Link = useLink();
  return (
    <ul className="divide-y rounded-lg border bg-card">
      {articles.map((article) => (
        <li key={article.slug} className="px-4 py-3" lang={article.language}>
          <div className="flex flex-wrap items-center gap-2">
            <Link href={`/knowledgebase/${article.slug}`} className="inline-flex min-h-6 items-center font-medium hover:underline">
              {article.title}
            </Link>
            {article.language !== i18n.language && <Badge>{languages[article.language as Language] ?? article.language}</Badge>}
          </div>
          <p className="mt-0.5 line-clamp-2 text-sm text-muted-foreground">{article.excerpt}</p>
        </li>
      ))}
    </ul>
  );
}
