import { Button } from "@hostler/ui/button";
import { CivilDate } from "@hostler/ui/date";
import type { Column } from "@hostler/ui/data-table";
import { todayIn } from "@hostler/ui/lib/civil-date";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { StatusBadge } from "@hostler/ui/status-badge";
import { PagedList } from "@hostler/web-kit/react/paged-list";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Plus, TicketPercent } from "lucide-react";

import { listCoupons, type Coupon } from "../api/coupons";
import { CouponSheet } from "../components/coupon-sheet";

function stateOf(coupon: Coupon, today: string) {
  if (coupon.active === false) return "disabled";
  if (coupon.valid_to && coupon.valid_to < today) return "expired";
  if (coupon.valid_from && coupon.valid_from > today) return "planned";
  return "active";
}

export default function CouponListPage() {
  const { t } = useTranslation("coupons");
  useTitle(t("title"));
  const [{ coupon: open }, setUrl] = useUrlState("coupon");
  const today = todayIn();
  const columns: Column<Coupon>[] = [
    {
      id: "code",
      header: t("code"),
      card: "title",
      cell: (coupon) => (
        <Button variant="link" size="sm" className="px-0 font-mono" onClick={() => setUrl({ coupon: coupon.id }, true)}>
          {coupon.code}
        </Button>
      ),
    },
    { id: "value", header: t("takes_off"), align: "end", cell: (coupon) => (coupon.amount ? <Money value={coupon.amount} mono /> : `${coupon.percent} %`) },
    { id: "cycles", header: t("lasts"), cell: (coupon) => (coupon.cycles === "life" ? t("for_life") : t("period_count", { count: Number(coupon.cycles ?? 1) })) },
    { id: "uses", header: t("uses"), align: "end", cell: (coupon) => (coupon.max_uses ? t("uses_of", { uses: coupon.uses ?? 0, most: coupon.max_uses }) : (coupon.uses ?? 0)) },
    {
      id: "valid",
      header: t("valid"),
      cell: (coupon) =>
        coupon.valid_from || coupon.valid_to ? (
          <>
            {coupon.valid_from && <CivilDate value={coupon.valid_from} />} – {coupon.valid_to && <CivilDate value={coupon.valid_to} />}
          </>
        ) : (
          t("always")
        ),
    },
    { id: "state", header: t("state"), align: "end", card: "corner", cell: (coupon) => <StatusBadge state={stateOf(coupon, today)} /> },
  ];
  const add = (
    <Button onClick={() => setUrl({ coupon: "new" }, true)}>
      <Plus aria-hidden />
      {t("new")}
    </Button>
  );
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={add} />
      <PagedList
        label={t("title")}
        query={useInfiniteQuery(listCoupons)}
        columns={columns}
        rowId={(coupon) => coupon.id ?? coupon.code}
        empty={{ icon: TicketPercent, title: t("empty"), text: t("empty_text"), action: add }}
      />
      {open && <CouponSheet id={open} onClose={() => setUrl({ coupon: undefined })} />}
    </>
  );
}
