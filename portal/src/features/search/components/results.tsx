import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Checkbox } from "@hostler/ui/checkbox";
import { Notice } from "@hostler/ui/notice";
import { Failure, Patience } from "@hostler/ui/query-boundary";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { cart, domainsIn } from "../../../cart/cart";

import { CartBar } from "./cart-bar";
import { NameRow } from "./name-row";
import type { NameSearch } from "./use-name-search";

/** The names as their registrars answer, one after another; each can be used as soon as it is there. */
export function Results({ q, search }: { q: string; search: NameSearch }) {
  const { t } = useTranslation(["search", "common"]);
  const explain = useExplain();
  const [state, change] = useUrlState("free");
  const [privacy, setPrivacy] = useState(false);
  const held = useQuery(cart).data;
  const inCart = domainsIn(held);
  const { names, asking, error } = search;
  if (names.length === 0) {
    if (error) return <Failure {...explain(error)} onRetry={search.again} />;
    if (!asking) return <p className="py-12 text-center text-muted-foreground">{t("nothing")}</p>;
    return (
      <Patience>
        <Card flush>
          <SkeletonRows rows={8} />
        </Card>
      </Patience>
    );
  }
  const answered = names.filter((name) => name.status !== "checking").length;
  const free = names.filter((name) => name.status === "available" && name.register).length;
  const typed = q.trim().toLowerCase();
  const shown = state.free ? names.filter((name) => name.status === "available" || name.status === "checking") : names;
  return (
    <>
      {Boolean(error) && (
        <Notice
          tone="warning"
          title={t("broken")}
          className="mb-3"
          action={
            <Button size="sm" variant="secondary" onClick={search.again}>
              {t("common:ui.retry")}
            </Button>
          }
        >
          {explain(error).detail}
        </Notice>
      )}
      <div className="mb-3 flex flex-wrap items-center gap-x-6 gap-y-2 text-sm">
        <p role="status" className="text-muted-foreground">
          {asking ? t("progress", { answered, all: names.length }) : t("free", { count: free })}
        </p>
        <label className="flex items-center gap-1.5">
          <Checkbox checked={Boolean(state.free)} onCheckedChange={(on) => change({ free: on === true ? "1" : undefined })} aria-label={t("only_free")} />
          {t("only_free")}
        </label>
        <label className="flex items-center gap-1.5">
          <Checkbox checked={privacy} onCheckedChange={(on) => setPrivacy(on === true)} aria-label={t("privacy")} />
          {t("privacy")}
        </label>
      </div>
      <Card flush>
        <ul className="divide-y" aria-label={t("results")}>
          {shown.map((name) => (
            <NameRow
              key={name.domain}
              name={name}
              exact={typed === name.unicode || typed === name.domain}
              privacy={privacy}
              inCart={inCart.has(name.domain)}
              onAskAgain={() => void search.askAgain(name)}
            />
          ))}
        </ul>
      </Card>
      <p className="mt-3 text-xs text-muted-foreground">{t("before_tax")}</p>
      <CartBar cart={held} />
    </>
  );
}
