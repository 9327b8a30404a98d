import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { Checkbox } from "@hostler/ui/checkbox";
import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { useIdempotencyKey } from "@hostler/web-kit/idempotency";
import { ApiError } from "@hostler/web-kit/problem";
import { usePageShownAgain } from "@hostler/web-kit/react/page-shown";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { hasVerdict } from "@hostler/web-kit/verdict";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";

import { MethodChoice } from "../../../paying/method-choice";
import { goToPayment } from "../../../paying/methods";
import { consentsAskedBy } from "../api/agreements";
import { checkOut, wallet, type Cart } from "../api/cart";

import { Agreements } from "./agreements";
import { CartLines } from "./cart-lines";
import { CheckoutFailure } from "./checkout-failure";
import { Coupon } from "./coupon";
import { Totals } from "./totals";
import { useAgreements } from "./use-agreements";

/** The new total where the price moved between looking and buying. */
function movedTo(error: unknown): Amount | null {
  if (!(error instanceof ApiError) || error.code !== "price_changed") return null;
  const total = error.problem.total as Partial<Amount> | undefined;
  return total && typeof total.amount === "number" && typeof total.currency === "string" ? (total as Amount) : null;
}

/** What is ordered, in whose name and how it is paid; beside it the sum and the one button. */
export function CheckoutForm({ cart }: { cart: Cart }) {
  const { t } = useTranslation("order");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const key = useIdempotencyKey();
  const [method, setMethod] = useState("");
  const [useCredit, setUseCredit] = useState(true);
  const [terms, setTerms] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const [changed, setChanged] = useState<{ from: Amount; to: Amount } | null>(null);
  const held = (useQuery(wallet).data?.balances ?? []).find((balance) => balance.currency === cart.currency);
  const credit = useCredit && held && held.amount > 0 ? { ...held, amount: Math.min(held.amount, cart.total.amount) } : undefined;
  const asksConsent = consentsAskedBy(cart).length > 0;
  const agreements = useAgreements(cart);
  const keys = agreements.data?.map((agreement) => agreement.key) ?? [];
  const [agreed, setAgreed] = useState(false);
  const consented = !asksConsent || (agreements.data !== undefined && (agreed || keys.length === 0));
  const covered = (credit?.amount ?? 0) >= cart.total.amount;
  const open = { ...cart.total, amount: cart.total.amount - (credit?.amount ?? 0) };

  usePageShownAgain(() => {
    // Back from the payment: what was ordered is no cart any more.
    setBusy(false);
    void queries.invalidateQueries();
  });
  const choose = (next: string) => {
    key.renew();
    setMethod(next);
  };

  const place = async (total: Amount) => {
    setBusy(true);
    setFailure(null);
    setChanged(null);
    try {
      const { invoice, payment } = await checkOut(
        {
          accept_terms: true,
          total,
          use_credit: Boolean(credit),
          ...(asksConsent ? { agreements: keys } : {}),
          ...(covered || !method ? {} : { payment_method: method }),
        },
        key.header,
      );
      void queries.invalidateQueries({ queryKey: ["invoices"] });
      void queries.invalidateQueries({ queryKey: ["domains"] });
      if (payment && payment.status !== "succeeded") return goToPayment(payment);
      void queries.invalidateQueries({ queryKey: ["cart"] });
      await navigate(payment ? { to: "/checkout/return", search: { payment: payment.id } as never } : ({ href: `/invoices/${invoice.id}` } as never));
    } catch (error) {
      // After a verdict what is sent next is another request: the price, the method or the cart has changed. Without one it is the same.
      if (hasVerdict(error)) key.renew();
      const to = movedTo(error);
      if (to) {
        setChanged({ from: total, to });
        void queries.invalidateQueries({ queryKey: ["cart"] });
      } else {
        setFailure(error);
        if (error instanceof ApiError && error.code === "agreements_changed") {
          setAgreed(false);
          void queries.invalidateQueries({ queryKey: ["agreements"] });
        }
      }
      setBusy(false);
    }
  };
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="flex flex-col gap-5">
        <Card title={t("ordered")} flush>
          <CartLines cart={cart} label={t("ordered")} fixed />
        </Card>
        {asksConsent && (
          <Card>
            <Agreements query={agreements} agreed={agreed} onAgreed={setAgreed} />
          </Card>
        )}
        <Card title={t("method")}>
          <div className="flex flex-col gap-4">
            {held && held.amount > 0 && (
              <label className="flex items-center gap-2 text-sm">
                <Checkbox className="-ms-1" checked={useCredit} onCheckedChange={(on) => setUseCredit(on === true)} aria-label={t("use_credit")} />
                <span>
                  {t("use_credit")} (<Money value={held} />)
                </span>
              </label>
            )}
            {covered ? (
              <p className="text-sm text-muted-foreground">{t("covered")}</p>
            ) : (
              <MethodChoice currency={cart.currency} value={method} onChange={choose} chargeable={open} />
            )}
          </div>
        </Card>
      </div>
      <Card title={t("summary")} className="lg:sticky lg:top-18">
        <div className="flex flex-col gap-4">
          <Totals cart={cart} credit={credit} />
          <Coupon cart={cart} />
          <label className="flex items-start gap-2 border-t pt-4 text-sm">
            <Checkbox className="-ms-1" checked={terms} onCheckedChange={(on) => setTerms(on === true)} aria-label={t("terms")} />
            <span className="pt-0.5">{t("terms")}</span>
          </label>
          <p className="-mt-2 flex flex-wrap gap-x-4 ps-6 text-xs">
            <LegalLink slug="terms">{t("terms_text")}</LegalLink>
            <LegalLink slug="privacy">{t("privacy_text")}</LegalLink>
          </p>
          <CheckoutFailure error={failure} cart={cart} onRemoved={() => setFailure(null)} />
          {changed && (
            <div role="alert" className="rounded-md border border-warning/30 bg-warning/10 p-3 text-sm">
              <p className="font-medium">{t("price_changed")}</p>
              <p className="mt-1">
                <Money value={changed.from} className="text-muted-foreground line-through" /> → <Money value={changed.to} className="font-semibold" />
              </p>
              <Button className="mt-2" size="sm" busy={busy} onClick={() => void place(changed.to)}>
                {t("price_accept")} <Money value={changed.to} />
              </Button>
            </div>
          )}
          <Button size="lg" busy={busy} disabled={!terms || !consented || (!covered && !method)} onClick={() => void place(cart.total)}>
            {covered ? t("place") : t("place_and_pay")}
          </Button>
          {(!terms || !consented) && <p className="text-xs text-muted-foreground">{t(terms ? "agreements.first" : "terms_first")}</p>}
        </div>
      </Card>
    </div>
  );
}

/** Opens beside the checkout: what was chosen here stays. */
function LegalLink({ slug, children }: { slug: string; children: ReactNode }) {
  return (
    <a href={`/legal/${slug}`} target="_blank" rel="noreferrer" className="inline-flex min-h-6 items-center text-primary underline underline-offset-2">
      {children}
    </a>
  );
}
