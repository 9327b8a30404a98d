import { Button } from "@hostler/ui/button";
import { Field } from "@hostler/ui/field";
import { Input } from "@hostler/ui/input";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { Tag, X } from "lucide-react";
import { useState, type FormEvent } from "react";

import { applyCoupon, removeCoupon, type Cart } from "../api/cart";

export function Coupon({ cart }: { cart: Cart }) {
  const { t } = useTranslation("order");
  const explain = useExplain();
  const queries = useQueryClient();
  const [code, setCode] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setError("");
    try {
      await work();
      setCode("");
      await queries.invalidateQueries({ queryKey: ["cart"] });
    } catch (failure) {
      setError(explain(failure).detail ?? "");
    } finally {
      setBusy(false);
    }
  };
  if (cart.coupon)
    return (
      <p className="flex items-center gap-2 text-sm">
        <Tag className="size-4 text-success" aria-hidden />
        <span className="font-mono">{cart.coupon}</span>
        <Button variant="ghost" size="icon-sm" busy={busy} aria-label={t("coupon_remove")} onClick={() => void act(removeCoupon)}>
          <X aria-hidden />
        </Button>
      </p>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim()) void act(() => applyCoupon(code.trim()));
  };
  return (
    <form onSubmit={submit} className="flex items-end gap-2">
      <Field label={t("coupon")} error={error || undefined} className="flex-1">
        <Input className="font-mono" value={code} onChange={(event) => setCode(event.target.value)} autoComplete="off" spellCheck={false} />
      </Field>
      <Button type="submit" variant="secondary" busy={busy} className={error ? "mb-6" : undefined}>
        {t("coupon_apply")}
      </Button>
    </form>
  );
}
