import { Button } from "@hostler/ui/button";
import { useTranslation } from "@hostler/web-kit/react/texts";

import type { NextAction } from "../api/next-action";
import type { Payment } from "../api/payment";

import { Preparing } from "./preparing";
import { RazorpayButton } from "./razorpay-button";
import { StripeForm } from "./stripe-form";
import { TransferSteps } from "./transfer-steps";

export interface NextStepProps {
  payment: Payment;
  onReturn: (said: Record<string, unknown>) => void;
  /** The payer's bank or the payer said no. */
  onFailure: (why: string) => void;
  /** This way does not work here and now: the gateway is slow, or its window is blocked. */
  onStuck: (blocked: boolean) => void;
}

/** Only where a browser may be led: over TLS, or on this machine in the sandbox. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && (hostname === "127.0.0.1" || hostname === "localhost"));
}

/** What the payer does now, by what the gateway asks for. */
export function NextStep({ payment, onReturn, onFailure, onStuck }: NextStepProps) {
  const { t } = useTranslation("payment");
  const action = payment.next_action as NextAction | undefined;
  if (!action) return <Preparing onSlow={() => onStuck(false)} />;
  switch (action.type) {
    case "razorpay_checkout":
      return <RazorpayButton payment={payment} action={action} onReturn={onReturn} onFailure={onFailure} onBlocked={() => onStuck(true)} />;
    case "stripe_payment_element":
      return <StripeForm payment={payment} action={action} onReturn={onReturn} onFailure={onFailure} onBlocked={() => onStuck(true)} />;
    case "redirect":
      return (
        <Button size="lg" disabled={!isSafe(action.url)} onClick={() => location.assign(action.url)}>
          {t("go_on")}
        </Button>
      );
    case "instructions":
      return <TransferSteps payment={payment} action={action} />;
    default:
      return <p className="text-warning">{t("unknown_action")}</p>;
  }
}
