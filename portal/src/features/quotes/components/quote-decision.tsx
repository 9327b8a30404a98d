import { Button } from "@hostler/ui/button";
import { ConfirmDialog } from "@hostler/ui/confirm-dialog";
import { CivilDate } from "@hostler/ui/date";
import { Money } from "@hostler/ui/money";
import { ApiError } from "@hostler/web-kit/problem";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";

import { acceptQuote, declineQuote, type Quote } from "../api/quotes";

/** Saying yes makes an invoice of it; saying no ends it. */
export function QuoteDecision({ quote }: { quote: Quote }) {
  const { t } = useTranslation("quotes");
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<"accept" | "decline" | null>(null);
  const [moved, setMoved] = useState(false);
  const again = () => queries.invalidateQueries({ queryKey: ["quotes"] });
  const accept = useWrite(async (seen: Quote, header) => {
    try {
      return await acceptQuote(seen, header);
    } catch (error) {
      // The taxes of today are others than those that were seen.
      if (error instanceof ApiError && error.code === "price_changed") {
        setMoved(true);
        await again();
      }
      throw error;
    }
  });
  const decline = useWrite((id: string) => declineQuote(id));
  const yes = async () => {
    setMoved(false);
    const done = await accept.run(quote);
    if (!done) return;
    await again();
    void queries.invalidateQueries({ queryKey: ["invoices"] });
    await navigate({ href: done.value.invoice_id ? `/invoices/${done.value.invoice_id}` : "/invoices" } as never);
  };
  const no = async () => {
    if (!(await decline.run(quote.id))) return;
    setAsking(null);
    await again();
  };
  if (quote.status !== "sent") return null;
  return (
    <>
      <Button variant="secondary" onClick={() => setAsking("decline")}>
        {t("decline")}
      </Button>
      <Button onClick={() => setAsking("accept")}>
        {t("accept")} <Money value={quote.total} />
      </Button>
      <ConfirmDialog
        open={asking === "accept"}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t("accept_title", { title: quote.title })}
        consequence={
          <>
            {t("accept_text")} <Money value={quote.total} />
          </>
        }
        confirm={t("accept")}
        busy={accept.busy}
        error={moved ? t("price_changed") : accept.failure?.text}
        onConfirm={() => void yes()}
      />
      <ConfirmDialog
        open={asking === "decline"}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t("decline_title", { title: quote.title })}
        consequence={
          <>
            {t("decline_text")} <CivilDate value={quote.valid_until} />
          </>
        }
        confirm={t("decline")}
        danger
        busy={decline.busy}
        error={decline.failure?.text}
        onConfirm={() => void no()}
      />
    </>
  );
}
