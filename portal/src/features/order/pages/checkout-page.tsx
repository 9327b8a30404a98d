import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { ShoppingCart } from "lucide-react";
import { useTranslation } from "react-i18next";

import { cart } from "../api/cart";
import { CartLines } from "../components/cart-lines";
import { CheckoutForm } from "../components/checkout-form";

/** One page from the cart to the payment. */
export default function CheckoutPage() {
  const { t } = useTranslation("order");
  const Link = useLink();
  useTitle(t("checkout"));
  const query = useQuery(cart);
  return (
    <>
      <PageHeader title={t("checkout")} trail={[{ label: t("cart"), href: "/cart" }]} />
      <Ask
        query={query}
        skeleton={<Skeleton className="h-72" />}
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
          <div className="grid items-start gap-5 lg:grid-cols-[1fr_24rem]">
            <Card title={t("ordered")} flush>
              <CartLines cart={all} label={t("ordered")} fixed />
            </Card>
            <CheckoutForm cart={all} />
          </div>
        )}
      </Ask>
    </>
  );
}
