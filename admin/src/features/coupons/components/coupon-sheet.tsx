import { Skeleton } from "@hostler/ui/skeleton";
import { Sheet, SheetContent } from "@hostler/ui/sheet";
import { useBrand } from "@hostler/web-kit/brand";
import { useAct } from "@hostler/web-kit/react/act";
import { ActButton } from "@hostler/web-kit/react/act-button";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { within } from "../../../forms/first-error";
import { SheetForm } from "../../../forms/sheet-form";
import { addCoupon, changeCoupon, endCoupon, getCoupon, type Coupon } from "../api/coupons";

import { couponDraftOf, emptyCoupon, readCoupon, type CouponDraft } from "./coupon-draft";
import { CouponFields } from "./coupon-fields";

/** One coupon beside the list: a new one, or what is stored. */
export function CouponSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation("coupons");
  const { currency } = useBrand();
  const query = useQuery({ ...getCoupon(id), enabled: id !== "new" });
  if (id === "new") return <CouponForm initial={emptyCoupon(currency)} onClose={onClose} />;
  if (query.data) return <CouponForm key={id} coupon={query.data} initial={couponDraftOf(query.data, currency)} onClose={onClose} />;
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={t("coupon")}>
        <Ask query={query} skeleton={<Skeleton className="h-96" />}>
          {() => null}
        </Ask>
      </SheetContent>
    </Sheet>
  );
}

function CouponForm({ coupon, initial, onClose }: { coupon?: Coupon; initial: CouponDraft; onClose: () => void }) {
  const { t } = useTranslation(["coupons", "desk"]);
  const [draft, setDraft] = useState(initial);
  const [broken, setBroken] = useState<string[]>([]);
  const id = coupon?.id;
  const save = useAct<Coupon, Coupon>({
    run: (body, header) => (id ? changeCoupon(id, body) : addCoupon(body, header)),
    done: t("desk:saved"),
    invalidates: ["coupons"],
    onDone: onClose,
  });
  const errors = {
    ...save.failure?.fields,
    ...Object.fromEntries(broken.map((field) => [field, field === "amount" || field === "percent" ? t("bad_value") : t("desk:whole_number")])),
  };
  return (
    <SheetForm
      title={coupon ? coupon.code : t("new")}
      description={coupon ? t("used", { count: coupon.uses ?? 0 }) : t("new_text")}
      onClose={onClose}
      busy={save.busy}
      failure={save.failure}
      hasControl={within("code", "percent", "amount", "cycles", "max_uses", "per_client", "valid_from", "valid_to", "products", "product_cycles", "client_groups")}
      saveLabel={coupon ? undefined : t("make")}
      onSubmit={() => {
        const read = readCoupon(draft);
        setBroken(read.broken);
        if (read.broken.length === 0) void save.go(read.body);
      }}
      acts={
        id && (
          <ActButton
            label={t("end")}
            danger
            title={t("end_title", { code: coupon.code })}
            consequence={t("end_text")}
            run={() => endCoupon(id)}
            done={t("ended")}
            invalidates={["coupons"]}
            onDone={onClose}
          />
        )
      }
    >
      <CouponFields draft={draft} change={(part) => setDraft({ ...draft, ...part })} errors={errors} />
    </SheetForm>
  );
}
