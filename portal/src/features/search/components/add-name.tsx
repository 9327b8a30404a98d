import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { useIdempotencyKey } from "@hostler/web-kit/idempotency";
import { ApiError } from "@hostler/web-kit/problem";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { Check, ShoppingCart } from "lucide-react";
import { useState } from "react";

import { addToCart } from "../../../cart/cart";

interface AddNameProps {
  domain: string;
  unicode: string;
  privacy: boolean;
  inCart: boolean;
}

/** Puts a free name into the cart; once it is there it leads to it. */
export function AddName({ domain, unicode, privacy, inCart }: AddNameProps) {
  const { t } = useTranslation("search");
  const Link = useLink();
  const explain = useExplain();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const add = async () => {
    setBusy(true);
    setError("");
    try {
      queries.setQueryData(["cart"], await addToCart({ type: "domain", domain, action: "register", ...(privacy ? { privacy } : {}) }, key.header));
    } catch (failure) {
      key.renew();
      if (failure instanceof ApiError && failure.code === "already_in_cart") await queries.invalidateQueries({ queryKey: ["cart"] });
      else setError(explain(failure).detail ?? "");
    } finally {
      setBusy(false);
    }
  };
  if (inCart)
    return (
      <Button asChild variant="secondary">
        <Link href="/cart" aria-label={`${t("in_cart")}: ${unicode}`}>
          <Check className="text-success" aria-hidden />
          {t("in_cart")}
        </Link>
      </Button>
    );
  return (
    <span className="flex flex-col items-end gap-1">
      <Button busy={busy} onClick={() => void add()} aria-label={`${t("add")}: ${unicode}`}>
        {!busy && <ShoppingCart aria-hidden />}
        {t("add")}
      </Button>
      {error && (
        <span role="alert" className="max-w-60 text-end text-xs text-destructive">
          {error}
        </span>
      )}
    </span>
  );
}
