import { Button } from "@hostler/ui/button";
import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { PackageCheck, ShoppingCart } from "lucide-react";

import { lastOrder } from "../api/last-order";

/** A checkout without a cart: mostly somebody who has just ordered and pressed Back. */
export function NothingToOrder({ elsewhere }: { elsewhere: boolean }) {
  const { t } = useTranslation("order");
  const Link = useLink();
  const order = lastOrder();
  if (order || elsewhere)
    return (
      <Card flush>
        <EmptyState
          icon={PackageCheck}
          title={t("ordered_already")}
          action={
            <>
              <Button asChild>
                <Link href={order ? `/invoices/${order.invoice}` : "/invoices"}>{t("see_invoice")}</Link>
              </Button>
              {order?.payment && (
                <Button asChild variant="secondary">
                  <a href={`/pay/${order.payment}`}>{t("to_payment")}</a>
                </Button>
              )}
            </>
          }
        >
          {t("ordered_already_text")}
        </EmptyState>
      </Card>
    );
  return (
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
  );
}
