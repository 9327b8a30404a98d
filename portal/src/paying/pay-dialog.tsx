import { Button } from "@hostler/ui/button";
import { Dialog, DialogContent } from "@hostler/ui/dialog";
import type { Money as Amount } from "@hostler/ui/lib/money";
import { Money } from "@hostler/ui/money";
import { useIdempotencyKey } from "@hostler/web-kit/idempotency";
import { useExplain } from "@hostler/web-kit/react/explain";
import { FormFailure } from "@hostler/web-kit/react/form";
import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { MethodChoice } from "./method-choice";
import { goToPayment, type Payment } from "./methods";

interface PayDialogProps {
  amount: Amount;
  title: string;
  onClose: () => void;
  /** Begins the payment with the gateway; the key makes a second press the same payment. */
  start: (gateway: string, header: { "Idempotency-Key": string }) => Promise<{ payment: Payment }>;
  children?: ReactNode;
  withoutWallet?: boolean;
}

/** Chooses how, and leads to the payment's own page. */
export function PayDialog({ amount, title, onClose, start, children, withoutWallet }: PayDialogProps) {
  const { t } = useTranslation("paying");
  const explain = useExplain();
  const queries = useQueryClient();
  const key = useIdempotencyKey();
  const [method, setMethod] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<{ text: string; requestId?: string } | null>(null);
  const pay = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const { payment } = await start(method, key.header);
      void queries.invalidateQueries({ queryKey: ["invoices"] });
      goToPayment(payment);
    } catch (error) {
      const words = explain(error);
      setFailure({ text: words.detail ?? words.title, requestId: words.requestId });
      key.renew();
      setBusy(false);
    }
  };
  const change = (next: string) => {
    // Another way to pay is another request.
    key.renew();
    setMethod(next);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        className="sm:max-w-md"
        footer={
          <Button size="lg" className="w-full" busy={busy} disabled={!method} onClick={() => void pay()}>
            {t("pay")} <Money value={amount} />
          </Button>
        }
      >
        <div className="flex flex-col gap-4">
          {children}
          <FormFailure failure={failure} />
          <MethodChoice currency={amount.currency} value={method} onChange={change} withoutWallet={withoutWallet} />
        </div>
      </DialogContent>
    </Dialog>
  );
}
