import { Card } from "@hostler/ui/card";
import { CopyButton } from "@hostler/ui/copy-button";
import { Instant } from "@hostler/ui/date";
import { DescriptionList } from "@hostler/ui/description-list";
import { Notice } from "@hostler/ui/notice";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";

import { RecordLink } from "../../../records/record-link";
import { productsById } from "../../../terms/products";
import { getOrder, type Order } from "../api/orders";
import { BuyerCard } from "../components/buyer-card";
import { OrderActs } from "../components/order-acts";
import { nameOfItem } from "../components/item-name";
import { OrderItems } from "../components/order-items";

export default function OrderPage() {
  const { t } = useTranslation("orders");
  const { id = "" } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(getOrder(id));
  const { data: products } = useQuery(productsById);
  const items = query.data?.items ?? [];
  const title = items[0] ? nameOfItem(items[0], products) + (items.length > 1 ? ` ${t("and_more", { count: items.length - 1 })}` : "") : t("one");
  useTitle(title);
  return (
    <Ask query={query} skeleton={<Skeleton className="h-96" />}>
      {(order) => (
        <>
          <PageHeader
            trail={[{ label: t("title"), href: "/orders" }]}
            title={title}
            badge={<StatusBadge state={order.status} />}
            description={<Instant value={order.created_at} />}
            actions={<OrderActs order={order} />}
          />
          <State order={order} />
          <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
            <div className="flex min-w-0 flex-col gap-4">
              <OrderItems order={order} />
              {order.notes && (
                <Card title={t("notes")}>
                  <p className="text-sm whitespace-pre-wrap">{order.notes}</p>
                </Card>
              )}
            </div>
            <div className="flex min-w-0 flex-col gap-4">
              <BuyerCard order={order} />
              <Facts order={order} />
            </div>
          </div>
        </>
      )}
    </Ask>
  );
}

function State({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const parked = (order.items ?? []).some(({ status }) => status === "parked");
  if (order.status === "pending")
    return (
      <Notice tone="info" title={t("notice.pending")} className="mb-4">
        {t("notice.pending_text")}
      </Notice>
    );
  if (parked)
    return (
      <Notice tone="danger" title={t("notice.parked")} className="mb-4">
        {t("notice.parked_text")}
      </Notice>
    );
  if (order.cancel_reason)
    return (
      <Notice tone={order.status === "fraud" ? "danger" : "neutral"} title={t(`notice.${order.status}`)} className="mb-4">
        {order.cancel_reason}
      </Notice>
    );
  return null;
}

function Facts({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  return (
    <Card title={t("facts")}>
      <DescriptionList
        facts={[
          [
            t("invoice"),
            <RecordLink key="invoice" id={order.invoice_id}>
              {order.invoice_number ? <span className="font-mono text-xs">{order.invoice_number}</span> : undefined}
            </RecordLink>,
          ],
          order.coupon
            ? [
                t("coupon"),
                <code key="coupon" className="font-mono">
                  {order.coupon}
                </code>,
              ]
            : null,
          [
            t("id"),
            <span key="id" className="inline-flex items-center gap-1">
              <code className="font-mono text-xs break-all">{order.id}</code>
              <CopyButton value={order.id} />
            </span>,
          ],
        ]}
      />
    </Card>
  );
}
