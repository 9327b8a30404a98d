import { Card } from "@hostler/ui/card";
import { DataTable, type Column } from "@hostler/ui/data-table";
import { CivilDate, Instant } from "@hostler/ui/date";
import { EmptyState } from "@hostler/ui/empty-state";
import { useLink } from "@hostler/ui/lib/link";
import { SkeletonRows } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { Megaphone } from "lucide-react";

import { productOf, type Service } from "../../../sold/service";
import { Price } from "../../../terms/price";
import { announcedPrices, type AnnouncedPrice } from "../api/prices";

/** What its client was told that it will cost, and what became of it. */
export function PricesTab({ service }: { service: Service }) {
  const { t } = useTranslation("services");
  const Link = useLink();
  const product = productOf(service);
  const columns: Column<AnnouncedPrice>[] = [
    { id: "new", header: t("prices.becomes"), card: "title", cell: (one) => <Price value={one.price} cycle={one.cycle} /> },
    { id: "old", header: t("prices.was"), cell: (one) => <Price value={one.old_price} cycle={one.cycle} /> },
    { id: "from", header: t("prices.from"), cell: (one) => <CivilDate value={one.effective_on} /> },
    { id: "since", header: t("prices.since"), cell: (one) => (one.applied_from ? <CivilDate value={one.applied_from} /> : "–") },
    { id: "told", header: t("prices.told"), align: "end", cell: (one) => <Instant value={one.announced_at} /> },
    { id: "state", header: t("prices.state"), align: "end", card: "corner", cell: (one) => <StatusBadge state={one.state} /> },
  ];
  return (
    <Card
      title={t("prices.title")}
      flush
      action={
        product && (
          <Link href={`/products/${product.id}?tab=announce`} className="text-sm text-primary hover:underline">
            {t("prices.product")}
          </Link>
        )
      }
    >
      <p className="max-w-prose px-4 pb-3 text-sm text-muted-foreground">{t("prices.text")}</p>
      <Ask query={useQuery(announcedPrices(service.id))} skeleton={<SkeletonRows rows={2} />}>
        {(all) => (
          <DataTable
            label={t("prices.title")}
            rows={all.map((one, place) => ({ ...one, place }))}
            columns={columns}
            rowId={(one) => String(one.place)}
            empty={
              <EmptyState icon={Megaphone} title={t("prices.empty")}>
                {t("prices.empty_text")}
              </EmptyState>
            }
          />
        )}
      </Ask>
    </Card>
  );
}
