import { Button } from "@hostler/ui/button";
import { Notice } from "@hostler/ui/notice";
import { ApiError } from "@hostler/web-kit/problem";
import { useExplain } from "@hostler/web-kit/react/explain";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { removeItem, type Cart } from "../api/cart";

const aboutDomain = ["domain_taken", "premium_domain", "not_transferable", "domain_not_offered", "domain_ordered_already"] as const;
type AboutDomain = (typeof aboutDomain)[number];

function refusedName(error: unknown): { code: AboutDomain; domain: string } | null {
  if (!(error instanceof ApiError) || typeof error.problem.domain !== "string") return null;
  const code = aboutDomain.find((one) => one === error.code);
  return code ? { code, domain: error.problem.domain } : null;
}

/** Why there is no order. A name that cannot be had any more is taken out here, and the rest goes on. */
export function CheckoutFailure({ error, cart, onRemoved }: { error: unknown; cart: Cart; onRemoved: () => void }) {
  const { t } = useTranslation("order");
  const explain = useExplain();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  if (!error) return null;
  const refused = refusedName(error);
  const item = refused && (cart.items ?? []).find((one) => one.domain === refused.domain);
  if (!refused || !item) {
    const slow = error instanceof ApiError && error.code === "registrar_unavailable";
    const changed = error instanceof ApiError && error.code === "agreements_changed";
    const words = explain(error);
    const text = slow ? t("refused.registrar_unavailable") : changed ? t("refused.agreements_changed") : (words.detail ?? words.title);
    return <FormFailure failure={{ text, requestId: slow || changed ? undefined : words.requestId }} />;
  }
  const takeOut = async () => {
    setBusy(true);
    try {
      await removeItem(item.id);
      onRemoved();
    } finally {
      await queries.invalidateQueries({ queryKey: ["cart"] });
      setBusy(false);
    }
  };
  return (
    <Notice
      tone="danger"
      title={t(`refused.${refused.code}`, { domain: item.name })}
      action={
        <Button size="sm" variant="secondary" busy={busy} onClick={() => void takeOut()}>
          {t("refused.take_out")}
        </Button>
      }
    >
      {t("refused.nothing_charged")}
    </Notice>
  );
}
