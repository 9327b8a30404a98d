import { Badge } from "@hostler/ui/badge";
import { Button } from "@hostler/ui/button";
import { cn } from "@hostler/ui/lib/cn";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { LoaderCircle, RotateCw } from "lucide-react";
import type { ReactNode } from "react";

import type { FoundName } from "../api/stream-names";

import { AddName } from "./add-name";

interface NameRowProps {
  name: FoundName;
  /** It is what was typed. */
  exact: boolean;
  privacy: boolean;
  inCart: boolean;
  onAskAgain: () => void;
}

/** One name and what can be done about it: bought, moved here, asked about again. */
export function NameRow({ name, exact, privacy, inCart, onAskAgain }: NameRowProps) {
  const waits = name.status === "checking";
  const free = name.status === "available" && Boolean(name.register);
  return (
    <li data-status={name.status} aria-busy={waits} className={cn("flex min-h-16 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3", exact && "bg-primary/5")}>
      <div className="min-w-40 flex-1 max-sm:basis-full">
        <p className={cn("text-base break-all", free || waits ? "font-medium" : "text-muted-foreground")}>{name.unicode}</p>
        {name.unicode !== name.domain && <p className="font-mono text-xs break-all text-muted-foreground">{name.domain}</p>}
        {free && name.requirements?.map((sentence) => <Small key={sentence}>{sentence}</Small>)}
      </div>
      {free && <Price name={name} />}
      <div className="ms-auto flex min-h-9 items-center justify-end">
        {free ? <AddName domain={name.domain} unicode={name.unicode} privacy={privacy} inCart={inCart} /> : <State name={name} onAskAgain={onAskAgain} />}
      </div>
    </li>
  );
}

function Price({ name }: { name: FoundName }) {
  const { t } = useTranslation("search");
  return (
    <div className="max-sm:min-w-0 max-sm:flex-1 sm:text-end">
      {name.register && <Money value={name.register} className="text-base font-semibold" />}
      <Small>
        {t("term", { count: name.years })}
        {name.renew && (
          <>
            {" · "}
            {t("renews_at")} <Money value={name.renew} />
          </>
        )}
      </Small>
    </div>
  );
}

function State({ name, onAskAgain }: { name: FoundName; onAskAgain: () => void }) {
  const { t } = useTranslation("search");
  const Link = useLink();
  if (name.status === "checking")
    return (
      <span className="flex items-center gap-2 text-sm text-muted-foreground">
        <LoaderCircle className="size-4 motion-safe:animate-spin" aria-hidden />
        {t("still_asking")}
      </span>
    );
  if (name.status === "unknown")
    return (
      <span className="flex flex-wrap items-center justify-end gap-2 text-sm text-muted-foreground">
        {t("no_answer")}
        <Button variant="secondary" size="sm" onClick={onAskAgain} aria-label={`${t("ask_again")}: ${name.unicode}`}>
          <RotateCw aria-hidden />
          {t("ask_again")}
        </Button>
      </span>
    );
  if (name.status === "premium")
    return (
      <span className="flex flex-col items-end gap-1">
        <Badge tone="warning">{t("premium")}</Badge>
        <Small>{t("premium_text")}</Small>
      </span>
    );
  if (name.status === "taken")
    return (
      <span className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 text-sm text-muted-foreground">
        {t("taken")}
        {name.transfer && (
          <Link
            href={`/domains/transfer?domain=${encodeURIComponent(name.domain)}`}
            className="inline-flex min-h-6 items-center gap-1 text-primary hover:underline"
            aria-label={`${t("transfer")}: ${name.unicode}`}
          >
            {t("transfer")} · <Money value={name.transfer} />
          </Link>
        )}
      </span>
    );
  const offered = name.status === "available";
  return <span className="text-sm text-muted-foreground">{t(offered ? "no_price" : "not_offered")}</span>;
}

function Small({ children }: { children: ReactNode }) {
  return <span className="block text-xs text-muted-foreground">{children}</span>;
}
