import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useSessionState } from "@hostler/web-kit/session";
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { useState } from "react";

import { judgeArticle } from "../api/articles";

/** Whether an article helped; who was not helped is led on to people. */
export function Helpful({ slug, title }: { slug: string; title: string }) {
  const { t } = useTranslation("content");
  const Link = useLink();
  const { phase } = useSessionState();
  const [said, setSaid] = useState<boolean | null>(null);
  const { run, busy, failure } = useWrite((helpful: boolean) => judgeArticle(slug, helpful));
  const judge = async (helpful: boolean) => {
    if (await run(helpful)) setSaid(helpful);
  };
  if (said !== null) {
    return (
      <div role="status" className="mt-8 rounded-lg border bg-card p-4 text-sm">
        <p className="font-medium">{t("helpful.thanks")}</p>
        {!said && (
          <p className="mt-1">
            <Link href={phase === "in" ? `/support/new?subject=${encodeURIComponent(title)}` : "/contact"} className="text-primary underline underline-offset-2">
              {t("helpful.ask")}
            </Link>
          </p>
        )}
      </div>
    );
  }
  return (
    <div className="mt-8 flex flex-wrap items-center gap-3 rounded-lg border bg-card p-4">
      <p className="text-sm font-medium">{t("helpful.question")}</p>
      <Button variant="secondary" size="sm" busy={busy} onClick={() => void judge(true)}>
        <ThumbsUp aria-hidden />
        {t("helpful.yes")}
      </Button>
      <Button variant="secondary" size="sm" busy={busy} onClick={() => void judge(false)}>
        <ThumbsDown aria-hidden />
        {t("helpful.no")}
      </Button>
      <FormFailure failure={failure} />
    </div>
  );
}
