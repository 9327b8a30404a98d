import { Card } from "@hostler/ui/card";
import { EmptyState } from "@hostler/ui/empty-state";
import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { PageHeader } from "@hostler/ui/page-header";
import { Skeleton } from "@hostler/ui/skeleton";
import { StatusBadge } from "@hostler/ui/status-badge";
import { Ask } from "@hostler/web-kit/react/ask";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTitle } from "@hostler/web-kit/react/title";
import { useUrlState } from "@hostler/web-kit/react/url-state";
import { useQuery } from "@tanstack/react-query";
import { ReceiptText } from "lucide-react";
import { useEffect } from "react";

import { returnNames } from "../api/next-action";
import { getPayment, tellReturn } from "../api/payment";
import { Told } from "../components/told";

/** The truth after the gateway: nothing is called paid here before the engine says so. */
export default function ReturnPage() {
  const { t } = useTranslation("payment");
  const Link = useLink();
  const [state, change] = useUrlState("payment", "for", ...returnNames);
  const id = state.payment ?? "";
  const purpose = state.for === "method" ? "method" : undefined;
  const title = purpose === "method" ? t("save_title") : t("return_title");
  useTitle(title);
  const query = useQuery({ ...getPayment(id), enabled: Boolean(id) });
  const said = JSON.stringify(Object.fromEntries(returnNames.flatMap((name) => (state[name] ? [[name, state[name]]] : []))));
  useEffect(() => {
    if (!id || said === "{}") return;
    // A gateway that led the browser away says in the address what it said; the webhook says it too. Its secrets leave the address at once.
    void tellReturn(id, JSON.parse(said) as Record<string, string>).catch(() => undefined);
    change(Object.fromEntries(returnNames.map((name) => [name, undefined])));
  }, [id, said, change]);
  if (!id)
    return (
      <>
        <PageHeader title={title} />
        <Card flush className="max-w-xl">
          <EmptyState
            icon={ReceiptText}
            title={t("which")}
            action={
              <Button asChild>
                <Link href="/transactions">{t("to_transactions")}</Link>
              </Button>
            }
          />
        </Card>
      </>
    );
  return (
    <>
      <PageHeader title={title} />
      <Ask query={query} skeleton={<Skeleton className="h-40 max-w-xl" />}>
        {(payment) => (
          <Card className="max-w-xl">
            <div className="flex flex-col gap-4 p-1" aria-live="polite">
              <p className="flex flex-wrap items-center gap-3">
                {payment.amount.amount > 0 && <Money value={payment.amount} className="text-3xl font-semibold tracking-tight" />}
                <StatusBadge state={payment.status} />
              </p>
              <Told payment={payment} purpose={purpose} />
            </div>
          </Card>
        )}
      </Ask>
    </>
  );
}
