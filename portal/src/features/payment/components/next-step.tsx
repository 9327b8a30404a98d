import { Button } from "@hostler/ui/button";
import { CopyButton } from "@hostler/ui/copy-button";
import { useTranslation } from "react-i18next";

import type { NextAction, Payment } from "../api/payment";

import { RazorpayButton } from "./razorpay-button";
import { StripeForm } from "./stripe-form";

interface NextStepProps {
  payment: Payment;
  onReturn: (said: Record<string, unknown>) => void;
  onFailure: (why: string) => void;
}

/** What the payer does now, by what the gateway asks for. */
export function NextStep({ payment, onReturn, onFailure }: NextStepProps) {
  const { t } = useTranslation("payment");
  const action = payment.next_action as NextAction | undefined;
  if (!action)
    return (
      <p role="status" className="text-base text-muted-foreground">
        {t("preparing")}
      </p>
    );
  switch (action.type) {
    case "razorpay_checkout":
      return <RazorpayButton payment={payment} action={action} onReturn={onReturn} onFailure={onFailure} />;
    case "stripe_payment_element":
      return <StripeForm payment={payment} action={action} onReturn={onReturn} onFailure={onFailure} />;
    case "redirect":
      return (
        <Button size="lg" onClick={() => location.assign(action.url)}>
          {t("go_on")}
        </Button>
      );
    case "instructions":
      return (
        <div className="flex flex-col gap-3">
          <p className="text-base whitespace-pre-line">{action.text}</p>
          <p className="flex items-center gap-2 text-sm">
            {t("reference")} <code className="font-mono">{action.reference}</code> <CopyButton value={action.reference} />
          </p>
        </div>
      );
    default:
      return <p className="text-warning">{t("unknown_action")}</p>;
  }
}
