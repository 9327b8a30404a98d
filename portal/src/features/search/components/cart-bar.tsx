import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { domainsIn, type Cart } from "../../../cart/cart";

/** What has been gathered so far; stays in reach while more names come in. */
export function CartBar({ cart }: { cart: Cart | undefined }) {
  const { t } = useTranslation("search");
  const Link = useLink();
  const count = domainsIn(cart).size;
  if (!cart || count === 0) return null;
  return (
    <div role="status" className="sticky bottom-3 z-20 mt-4 flex flex-wrap items-center justify-between gap-3 rounded-lg border bg-popover px-4 py-3 shadow-float">
      <p className="text-sm">
        {t("gathered", { count })}
        <span className="block text-xs text-muted-foreground">
          {t("with_tax")} <Money value={cart.total} />
        </span>
      </p>
      <Button asChild>
        <Link href="/cart">{t("to_cart")}</Link>
      </Button>
    </div>
  );
}
