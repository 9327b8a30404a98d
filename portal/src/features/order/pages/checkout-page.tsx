import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";

import { cart } from "../api/cart";
import { ChangedElsewhere } from "../components/changed-elsewhere";
import { CheckoutForm } from "../components/checkout-form";
import { NothingToOrder } from "../components/nothing-to-order";
import { useSharedCart } from "../components/use-shared-cart";

/** One page from the cart to the payment. */
export default function CheckoutPage() {
  const { t } = useTranslation("order");
  useTitle(t("checkout"));
  const query = useQuery(cart);
  const shared = useSharedCart(query.data);
  return (
    <>
      <PageHeader title={t("checkout")} trail={[{ label: t("cart"), href: "/cart" }]} />
      {shared.changed && (query.data?.items ?? []).length > 0 && <ChangedElsewhere onSeen={shared.seen} />}
      <Ask query={query} skeleton={<Skeleton className="h-72" />} isEmpty={(all) => (all.items ?? []).length === 0} empty={<NothingToOrder elsewhere={shared.changed} />}>
        {(all) => <CheckoutForm cart={all} />}
      </Ask>
    </>
  );
}
