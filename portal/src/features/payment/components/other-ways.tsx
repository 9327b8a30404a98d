import { Button } from "@hostler/ui/button";
import { useLink } from "@hostler/ui/lib/link";
import { Money } from "@hostler/ui/money";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { choiceOf, type Choice } from "../../../paying/choice";
import { MethodChoice } from "../../../paying/method-choice";
import { goToPayment, paymentMethods, type Purpose } from "../../../paying/methods";
import type { Payment } from "../api/payment";
import { payOtherwise } from "../api/pay-otherwise";

interface OtherWaysProps {
  payment: Payment;
  purpose?: Purpose;
  /** Shown at once, since this way does not work. */
  needed: boolean;
}

/** Paying the same in another way, without going back: the way that is blocked is left out. */
export function OtherWays({ payment, purpose, needed }: OtherWaysProps) {
  const { t } = useTranslation("payment");
  const Link = useLink();
  const [wanted, setWanted] = useState(false);
  if (purpose === "method")
    return (
      <Link href="/billing/methods" className="inline-flex min-h-7 items-center text-sm text-primary underline underline-offset-4">
        {t("to_methods")}
      </Link>
    );
  if (!needed && !wanted)
    return (
      <p className="text-sm text-muted-foreground">
        {t("other_method")}{" "}
        <Button variant="link" size="sm" className="px-0 underline underline-offset-4" onClick={() => setWanted(true)}>
          {t("choose_other")}
        </Button>
      </p>
    );
  return <Choose payment={payment} purpose={purpose} />;
}

function Choose({ payment, purpose }: { payment: Payment; purpose?: Purpose }) {
  const { t } = useTranslation("payment");
  const saved = useQuery(paymentMethods).data?.data ?? [];
  const [method, setMethod] = useState("");
  const [leaving, setLeaving] = useState(false);
  const begin = useWrite((choice: Choice, header) => payOtherwise(payment, choice, header));
  const single = payment.invoices?.length === 1;
  const pay = async () => {
    const done = await begin.run(choiceOf(method, saved));
    if (!done) return;
    setLeaving(true);
    goToPayment(done.value.payment, purpose);
  };
  return (
    <section aria-labelledby="other-ways" className="flex flex-col gap-3 border-t pt-4">
      <h2 id="other-ways" className="text-sm font-semibold">
        {t("other_ways")}
      </h2>
      <MethodChoice
        currency={payment.amount.currency}
        value={method}
        onChange={setMethod}
        without={payment.gateway}
        withoutWallet={!payment.invoices?.length}
        chargeable={single ? payment.amount : undefined}
      />
      <FormFailure failure={begin.failure} />
      <Button variant="secondary" className="self-start" disabled={!method} busy={begin.busy || leaving} onClick={() => void pay()}>
        {t("pay_so")} <Money value={payment.amount} />
      </Button>
    </section>
  );
}
