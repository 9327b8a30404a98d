import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { useTranslation } from "@hostler/web-kit/react/texts";

import { goToPayment, type Purpose } from "../../../paying/methods";
import type { Payment } from "../api/payment";

import { failureWords } from "./failure-words";
import { PaidInvoices } from "./paid-invoices";

/** How it ended, or what it waits for; and where to go from here. */
export function Told({ payment, purpose }: { payment: Payment; purpose?: Purpose }) {
  const { t } = useTranslation("payment");
  if (payment.status === "succeeded") return purpose === "method" ? <Saved /> : <Received payment={payment} />;
  if (payment.status === "failed" || payment.status === "cancelled") return <Refused payment={payment} purpose={purpose} />;
  if (payment.status === "requires_action") return <Unfinished payment={payment} purpose={purpose} />;
  return (
    <>
      <p className="text-base">{purpose === "method" ? t("saving") : t("waiting")}</p>
      <p className="text-sm text-muted-foreground">{purpose === "method" ? t("saving_text") : t("waiting_text")}</p>
    </>
  );
}

/** Left half-way: what is missing is the payer's part. */
function Unfinished({ payment, purpose }: { payment: Payment; purpose?: Purpose }) {
  const { t } = useTranslation("payment");
  return (
    <>
      <p className="text-base">{payment.by_hand ? t("unfinished_transfer") : t("unfinished")}</p>
      <p className="text-sm text-muted-foreground">{t("unfinished_text")}</p>
      <div>
        <Button onClick={() => goToPayment(payment, purpose)}>{payment.by_hand ? t("to_transfer") : t("go_on")}</Button>
      </div>
    </>
  );
}

function Saved() {
  const { t } = useTranslation("payment");
  const Link = useLink();
  return (
    <>
      <p className="text-base">{t("method_saved")}</p>
      <div>
        <Button asChild>
          <Link href="/billing/methods">{t("to_methods")}</Link>
        </Button>
      </div>
    </>
  );
}

function Received({ payment }: { payment: Payment }) {
  const { t } = useTranslation("payment");
  const Link = useLink();
  const forCredit = !payment.invoices?.length;
  return (
    <>
      <p className="text-base">{forCredit ? t("credit_received") : t("received")}</p>
      <PaidInvoices ids={payment.invoices ?? []} />
      <div className="flex flex-wrap gap-2">
        <Button asChild>
          <Link href={forCredit ? "/wallet" : "/services"}>{forCredit ? t("to_wallet") : t("to_services")}</Link>
        </Button>
        <Button asChild variant="secondary">
          <Link href="/transactions">{t("to_transactions")}</Link>
        </Button>
      </div>
    </>
  );
}

function Refused({ payment, purpose }: { payment: Payment; purpose?: Purpose }) {
  const { t } = useTranslation("payment");
  const Link = useLink();
  const [invoice] = payment.invoices ?? [];
  const again = invoice ? `/invoices/${invoice}` : purpose === "method" ? "/billing/methods" : "/wallet";
  return (
    <>
      <p className="text-base">{failureWords(t as never, payment)}</p>
      <p className="text-sm text-muted-foreground">{payment.by_hand ? t("not_found_text") : t("not_charged")}</p>
      <div>
        <Button asChild>
          <Link href={again}>{t("try_again")}</Link>
        </Button>
      </div>
    </>
  );
}
