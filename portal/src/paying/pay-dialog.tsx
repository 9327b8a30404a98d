import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { FormFailure } from "@hostler/web-kit/react/form";
import { usePageShownAgain } from "@hostler/web-kit/react/page-shown";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite } from "@hostler/web-kit/react/write";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";

import { choiceOf, type Choice } from "./choice";
import { MethodChoice } from "./method-choice";
import { goToPayment, paymentMethods, type Payment, type Purpose } from "./methods";

interface PayDialogProps {
  amount: Amount;
  title: string;
  onClose: () => void;
  /** Begins the payment with the gateway; the key makes a second press the same payment. */
  start: (gateway: string, header: { "Idempotency-Key": string }, saved?: string) => Promise<{ payment: Payment }>;
  children?: ReactNode;
  withoutWallet?: boolean;
  /** Whether `start` can charge a saved way to pay. */
  withSaved?: boolean;
  purpose?: Purpose;
}

/** Chooses how, and leads to the payment's own page. */
export function PayDialog({ amount, title, onClose, start, children, withoutWallet, withSaved, purpose }: PayDialogProps) {
  const { t } = useTranslation("paying");
  const queries = useQueryClient();
  const saved = useQuery(paymentMethods).data?.data ?? [];
  const [method, setMethod] = useState("");
  const [leaving, setLeaving] = useState(false);
  const begin = useWrite((choice: Choice, header) => start(choice.gateway, header, choice.saved));
  usePageShownAgain(() => {
    setLeaving(false);
    void queries.invalidateQueries();
  });
  const pay = async () => {
    const done = await begin.run(choiceOf(method, saved));
    if (!done) return;
    setLeaving(true);
    void queries.invalidateQueries({ queryKey: ["invoices"] });
    goToPayment(done.value.payment, purpose);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        className="sm:max-w-md"
        footer={
          <Button size="lg" className="w-full" busy={begin.busy || leaving} disabled={!method} onClick={() => void pay()}>
            {t("pay")} <Money value={amount} />
          </Button>
        }
      >
        <div className="flex flex-col gap-4">
          {children}
          <FormFailure failure={begin.failure} />
          <MethodChoice currency={amount.currency} value={method} onChange={setMethod} withoutWallet={withoutWallet} chargeable={withSaved ? amount : undefined} />
        </div>
      </DialogContent>
    </Dialog>
  );
}
