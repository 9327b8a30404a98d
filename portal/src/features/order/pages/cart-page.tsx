import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useSessionState } from "@hostler/web-kit/session";
import { useQuery } from "@tanstack/react-query";
import { ShoppingCart, TriangleAlert } from "lucide-react";

import { cart, validity } from "../api/cart";
import { CartLines } from "../components/cart-lines";
import { ChangedElsewhere } from "../components/changed-elsewhere";
import { Coupon } from "../components/coupon";
import { Totals } from "../components/totals";
import { useSharedCart } from "../components/use-shared-cart";

export default function CartPage() {
  const { t } = useTranslation("order");
  const Link = useLink();
  const { phase } = useSessionState();
  useTitle(t("cart"));
  const query = useQuery(cart);
  const shared = useSharedCart(query.data);
  const filled = (query.data?.items ?? []).length > 0;
  const problems = (useQuery({ ...validity, enabled: filled }).data?.problems ?? []) as { code?: string; detail?: string }[];
  return (
    <section className="mx-auto max-w-6xl px-4 pt-10 sm:px-6">
      <h1 className="mb-5 text-2xl font-semibold tracking-tight">{t("cart")}</h1>
      {shared.changed && <ChangedElsewhere onSeen={shared.seen} />}
      <Ask
        query={query}
        skeleton={<Skeleton className="h-48" />}
        isEmpty={(all) => (all.items ?? []).length === 0}
        empty={
          <Card flush>
            <EmptyState
              icon={ShoppingCart}
              title={t("cart_empty")}
              action={
                <Button asChild>
                  <Link href="/order">{t("see_plans")}</Link>
                </Button>
              }
            >
              {t("cart_empty_text")}
            </EmptyState>
          </Card>
        }
      >
        {(all) => (
          <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
            <div className="flex flex-col gap-3">
              {problems.map((problem, index) => (
                <p key={index} role="alert" className="flex items-start gap-2 rounded-md border border-warning/30 bg-warning/10 px-3 py-2 text-sm text-warning">
                  <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
                  {problem.detail ?? problem.code}
                </p>
              ))}
              <Card flush>
                <CartLines cart={all} label={t("cart")} />
              </Card>
              <Link href="/order" className="inline-flex min-h-7 items-center self-start text-sm text-primary hover:underline">
                {t("add_more")}
              </Link>
            </div>
            <Card title={t("summary")} className="lg:sticky lg:top-18">
              <div className="flex flex-col gap-4">
                <Totals cart={all} />
                <Coupon cart={all} />
                <Button asChild size="lg">
                  <Link href="/checkout">{t("to_checkout")}</Link>
                </Button>
                {phase !== "in" && <p className="text-xs text-muted-foreground">{t("sign_in_next")}</p>}
              </div>
            </Card>
          </div>
        )}
      </Ask>
    </section>
  );
}
