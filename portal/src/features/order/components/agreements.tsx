import { Checkbox } from "@hostler/ui/checkbox";
import { useLink } from "@hostler/ui/lib/link";
import type { QueryLike } from "@hostler/ui/query-boundary";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSessionState } from "@hostler/web-kit/session";
import { ExternalLink } from "lucide-react";

import type { Agreement } from "../api/agreements";

interface AgreementsProps {
  query: QueryLike<Agreement[]>;
  agreed: boolean;
  onAgreed: (agreed: boolean) => void;
}

/** In whose name the domains are bought, and what their registrars want agreed to. */
export function Agreements({ query, agreed, onAgreed }: AgreementsProps) {
  const { t } = useTranslation("order");
  const Link = useLink();
  const { account } = useSessionState();
  const owner = account?.company || [account?.first_name, account?.last_name].filter(Boolean).join(" ");
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">{t("agreements.title")}</legend>
      <p className="text-xs text-muted-foreground">
        {t("agreements.owner", { name: owner })}{" "}
        <Link href="/profile" className="text-primary underline underline-offset-2">
          {t("agreements.change_owner")}
        </Link>
      </p>
      <Ask
        query={query}
        skeleton={<Skeleton className="h-16" />}
        isEmpty={(all) => all.length === 0}
        empty={<p className="text-xs text-muted-foreground">{t("agreements.none")}</p>}
      >
        {(all) => (
          <>
            <ul className="flex flex-col gap-1 text-sm">
              {all.map((agreement) => (
                <li key={agreement.key}>
                  <Text agreement={agreement} />
                </li>
              ))}
            </ul>
            <label className="flex items-start gap-2 text-sm">
              <Checkbox className="-ms-1" checked={agreed} onCheckedChange={(on) => onAgreed(on === true)} aria-label={t("agreements.agree")} />
              <span className="pt-0.5">{t("agreements.agree")}</span>
            </label>
          </>
        )}
      </Ask>
    </fieldset>
  );
}

function Text({ agreement }: { agreement: Agreement }) {
  const title = agreement.title || agreement.key;
  if (/^https?:\/\//.test(agreement.url))
    return (
      <a href={agreement.url} target="_blank" rel="noreferrer" className="inline-flex min-h-6 items-center gap-1.5 text-primary hover:underline">
        {title}
        <ExternalLink className="size-3.5 shrink-0" aria-hidden />
      </a>
    );
  if (!agreement.content) return title;
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-primary">{title}</summary>
      <p className="mt-1 max-h-60 overflow-y-auto rounded-md border bg-muted p-3 text-xs whitespace-pre-line">{agreement.content}</p>
    </details>
  );
}
