import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import { Field } from "@hostler/ui/field";
import { useLink } from "@hostler/ui/lib/link";
import { sumByCurrency } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { Select } from "@hostler/ui/select";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { tldOf, type TldPrices } from "../../../names/tlds";
import type { Domain } from "../api/domains";

import { renewalPrice, useTlds } from "./use-renewal-price";
import { useRenewals } from "./use-renewals";

/** The terms that all of them can be renewed for. */
function termsOf(domains: Domain[], tlds: TldPrices[]): number[] {
  const theirs = domains.map((domain) => tldOf(domain.name, tlds)).filter((tld) => tld !== undefined);
  const least = Math.max(1, ...theirs.map((tld) => tld.min_years));
  const most = Math.min(10, ...theirs.map((tld) => tld.max_years));
  return Array.from({ length: Math.max(1, most - least + 1) }, (_, more) => least + more);
}

/** Puts renewals into the cart, one after another, and says of each what became of it. */
export function RenewDialog({ domains, onClose }: { domains: Domain[]; onClose: () => void }) {
  const { t } = useTranslation("domains");
  const Link = useLink();
  const navigate = useNavigate();
  const tlds = useTlds();
  const terms = termsOf(domains, tlds);
  const [chosen, setChosen] = useState<number | null>(null);
  const years = chosen !== null && terms.includes(chosen) ? chosen : (terms[0] ?? 1);
  const { results, busy, run } = useRenewals(domains);
  const failed = domains.filter((domain) => results[domain.id]?.state === "failed");
  const begun = Object.keys(results).length > 0;
  const prices = domains.map((domain) => (tldOf(domain.name, tlds)?.min_years === years ? renewalPrice(domain, tlds) : null));
  const sum = prices.every((price) => price !== null) ? sumByCurrency(prices) : [];
  const go = async (some: Domain[]) => {
    if (await run(some, years)) await navigate({ to: "/cart" });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && !busy && onClose()}>
      <DialogContent
        title={t("renew.title", { count: domains.length })}
        description={t("renew.text")}
        footer={
          <>
            {begun && !busy && (
              <Button asChild variant="secondary">
                <Link href="/cart">{t("renew.to_cart")}</Link>
              </Button>
            )}
            <Button busy={busy} onClick={() => void go(begun ? failed : domains)}>
              {t(begun ? "renew.again" : "renew.add", { count: begun ? failed.length : domains.length })}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4 pb-2">
          <Field label={t("renew.years")}>
            <Select
              className="w-40"
              value={String(years)}
              disabled={begun}
              onValueChange={(next) => setChosen(Number(next))}
              options={terms.map((count) => ({ value: String(count), label: t("years", { count }) }))}
            />
          </Field>
          <ul className="max-h-64 divide-y overflow-y-auto rounded-md border">
            {domains.map((domain, index) => {
              const result = results[domain.id];
              const price = prices[index];
              return (
                <li key={domain.id} className="flex flex-wrap items-center justify-between gap-x-4 px-3 py-1.5 text-sm">
                  <span className="min-w-0 break-all">{domain.unicode}</span>
                  <span className="text-end">
                    {result ? (
                      <span role="status" className={result.state === "failed" ? "text-destructive" : result.state === "done" ? "text-success" : "text-muted-foreground"}>
                        {result.reason ?? t(`renew.${result.state}`)}
                      </span>
                    ) : (
                      price && <Money value={price} mono />
                    )}
                  </span>
                </li>
              );
            })}
          </ul>
          <p className="text-sm text-muted-foreground">
            {sum[0] ? (
              <>
                {t("renew.sum")} <Money value={sum[0]} className="font-semibold text-foreground" />
              </>
            ) : (
              t("renew.price_in_cart")
            )}
          </p>
        </div>
      </DialogContent>
    </Dialog>
  );
}
