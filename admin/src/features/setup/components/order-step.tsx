import { Button } from "@hostler/ui/button";
import { Instant } from "@hostler/ui/date";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";

import { acceptOrder, firstOrders, type Order } from "../api/setup";

/** An order as a client would place it, watched until what was bought runs. `sells`: whether there is a product to order. */
export function OrderStep({ sells }: { sells: boolean }) {
  const { t } = useTranslation("setup");
  const query = useQuery({ ...firstOrders, refetchInterval: 5_000 });
  return (
    <div className="flex flex-col gap-5">
      <ol className="flex list-decimal flex-col gap-2 ps-5 text-sm">
        <li>{t("order_1")}</li>
        <li>{t("order_2")}</li>
        <li>{t("order_3")}</li>
      </ol>
      {sells ? (
        <Button asChild className="self-start">
          {/* The shop is another application at the same host: a document of its own. */}
          <a href="/order" target="_blank" rel="noreferrer">
            {t("open_shop")}
            <ExternalLink aria-hidden />
          </a>
        </Button>
      ) : (
        <p className="text-sm text-warning">{t("product_first")}</p>
      )}
      <Ask query={query} skeleton={<SkeletonRows rows={2} />} isEmpty={(orders) => orders.length === 0} empty={<p className="text-sm text-muted-foreground">{t("no_order")}</p>}>
        {(orders) => (
          <ul className="flex flex-col gap-3">
            {orders.map((order) => (
              <OrderRow key={order.id} order={order} />
            ))}
          </ul>
        )}
      </Ask>
    </div>
  );
}

function OrderRow({ order }: { order: Order }) {
  const { t } = useTranslation("setup");
  const Link = useLink();
  const parked = (order.items ?? []).some((item) => item.status === "parked");
  return (
    <li className="rounded-md border p-3 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link href={`/orders/${order.id}`} className="font-mono text-xs hover:underline">
          {order.id}
        </Link>
        <StatusBadge state={order.status} />
        <Instant value={order.created_at} relative className="text-xs text-muted-foreground" />
        <Money value={order.total} mono className="ms-auto" />
      </div>
      <ul className="mt-2 flex flex-col gap-1">
        {(order.items ?? []).map((item) => (
          <li key={item.id} className="flex flex-wrap items-center gap-2">
            <StatusBadge state={item.status} />
            {item.domain ?? item.hostname}
            {item.service_id && (
              <Link href={`/services/${item.service_id}`} className="font-mono text-xs text-primary hover:underline">
                {item.service_id}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {parked && (
        <p className="mt-2 text-destructive">
          {t("parked")}{" "}
          <Link href="/jobs?state=parked" className="underline">
            {t("see_jobs")}
          </Link>
        </p>
      )}
      {order.status === "pending" && (
        <div className="mt-3">
          <ActButton
            label={t("accept")}
            size="sm"
            title={t("accept_title")}
            consequence={t("accept_text")}
            run={() => acceptOrder(order.id)}
            done={t("accepted")}
            invalidates={["orders"]}
          />
        </div>
      )}
    </li>
  );
}
