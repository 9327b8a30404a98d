import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { BookOpen } from "lucide-react";
import { useEffect, useState } from "react";

import { suggestArticles } from "../../../help/articles";

const restMs = 350;

/** What the knowledge base says to it, while it is still being typed. Opens beside, so that nothing typed is left. */
export function Suggestions({ subject }: { subject: string }) {
  const { t } = useTranslation("support");
  const [rested, setRested] = useState(subject);
  useEffect(() => {
    const timer = setTimeout(() => setRested(subject), restMs);
    return () => clearTimeout(timer);
  }, [subject]);
  const found = useQuery(suggestArticles(rested)).data ?? [];
  return (
    <div role="status">
      {found.length > 0 && (
        <section aria-label={t("suggested")} className="rounded-lg border border-info/30 bg-info/10 p-3">
          <p className="mb-1 flex items-center gap-2 text-sm font-medium">
            <BookOpen className="size-4 shrink-0 text-info" aria-hidden />
            {t("suggested")}
          </p>
          <ul>
            {found.map((article) => (
              <li key={article.slug}>
                <a
                  href={`/knowledgebase/${article.slug}`}
                  target="_blank"
                  rel="noopener"
                  className="inline-flex min-h-7 items-center text-sm text-primary underline underline-offset-2"
                >
                  {article.title}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
