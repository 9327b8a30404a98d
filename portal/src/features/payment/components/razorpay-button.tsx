import { Button } from "@hostler/ui/button";
import { Money } from "@hostler/ui/money";
import { useBrand } from "@hostler/web-kit/brand";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useSessionState } from "@hostler/web-kit/session";
import { useState } from "react";

import type { NextAction } from "../api/next-action";
import type { Payment } from "../api/payment";

import { loadGatewayScript } from "./gateway-script";

interface RazorpayWidget {
  open: () => void;
  on: (event: string, listener: (said: { error?: { description?: string } }) => void) => void;
}
declare global {
  interface Window {
    Razorpay?: new (options: Record<string, unknown>) => RazorpayWidget;
  }
}

interface RazorpayButtonProps {
  payment: Payment;
  action: Extract<NextAction, { type: "razorpay_checkout" }>;
  onReturn: (said: Record<string, unknown>) => void;
  onFailure: (why: string) => void;
  onBlocked: () => void;
}

export function RazorpayButton({ payment, action, onReturn, onFailure, onBlocked }: RazorpayButtonProps) {
  const { t } = useTranslation("payment");
  const brand = useBrand();
  const { user } = useSessionState();
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    try {
      await loadGatewayScript(action.script);
      if (!window.Razorpay) throw new Error("no widget");
      const widget = new window.Razorpay({
        key: action.key_id,
        order_id: action.order_id,
        amount: action.amount,
        currency: action.currency,
        name: brand.name,
        prefill: { name: user?.name, email: user?.email },
        ...(action.customer_id ? { customer_id: action.customer_id } : {}),
        ...(action.recurring ? { recurring: "1" } : {}),
        handler: (said: Record<string, unknown>) => onReturn(said),
        modal: { ondismiss: () => setBusy(false) },
      });
      widget.on("payment.failed", (said) => {
        setBusy(false);
        onFailure(said.error?.description ?? "");
      });
      widget.open();
    } catch {
      setBusy(false);
      onBlocked();
    }
  };
  return (
    <Button size="lg" busy={busy} onClick={() => void open()}>
      {payment.amount.amount > 0 ? t("pay_now") : t("save_now")} {payment.amount.amount > 0 && <Money value={payment.amount} />}
    </Button>
  );
}
