import { Button } from "@hostler/ui/button";
import { Money } from "@hostler/ui/money";
import { Skeleton } from "@hostler/ui/skeleton";
import { useTheme } from "@hostler/web-kit/theme";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { NextAction, Payment } from "../api/payment";

import { loadGatewayScript } from "./gateway-script";

interface StripeElement {
  mount: (place: HTMLElement) => void;
  on: (event: string, listener: () => void) => unknown;
  destroy: () => void;
}
interface StripeElements {
  create: (kind: "payment") => StripeElement;
  submit: () => Promise<{ error?: { message?: string } }>;
}
interface StripeWidget {
  elements: (options: Record<string, unknown>) => StripeElements;
  confirmPayment: (options: Record<string, unknown>) => Promise<{ error?: { message?: string }; paymentIntent?: { id: string } }>;
}
declare global {
  interface Window {
    Stripe?: (key: string) => StripeWidget;
  }
}

interface StripeFormProps {
  payment: Payment;
  action: Extract<NextAction, { type: "stripe_payment_element" }>;
  onReturn: (said: Record<string, unknown>) => void;
  onFailure: (why: string) => void;
}

export function StripeForm({ payment, action, onReturn, onFailure }: StripeFormProps) {
  const { t } = useTranslation("payment");
  const theme = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const stripe = useRef<{ widget: StripeWidget; elements: StripeElements } | null>(null);
  const [ready, setReady] = useState(false);
  const [busy, setBusy] = useState(false);
  const told = useRef(onFailure);
  useEffect(() => {
    told.current = onFailure;
  });
  useEffect(() => {
    let gone = false;
    let element: StripeElement | null = null;
    loadGatewayScript(action.script).then(
      () => {
        if (gone || !window.Stripe || !place.current) return;
        const widget = window.Stripe(action.publishable_key);
        const elements = widget.elements({ clientSecret: action.client_secret, appearance: { theme: theme === "dark" ? "night" : "stripe" } });
        element = elements.create("payment");
        element.on("ready", () => setReady(true));
        element.mount(place.current);
        stripe.current = { widget, elements };
      },
      () => !gone && told.current(t("widget_failed")),
    );
    return () => {
      gone = true;
      element?.destroy();
      stripe.current = null;
    };
  }, [action.script, action.publishable_key, action.client_secret, theme, t]);
  const pay = async () => {
    if (!stripe.current) return;
    const { widget, elements } = stripe.current;
    setBusy(true);
    const checked = await elements.submit();
    const outcome = checked.error
      ? checked
      : await widget.confirmPayment({
          elements,
          clientSecret: action.client_secret,
          confirmParams: { return_url: `${location.origin}/checkout/return?payment=${payment.id}` },
          redirect: "if_required",
        });
    setBusy(false);
    if (outcome.error) onFailure(outcome.error.message ?? "");
    else onReturn({ payment_intent: action.payment_intent, payment_intent_client_secret: action.client_secret });
  };
  return (
    <div className="flex flex-col gap-4">
      {!ready && <Skeleton className="h-32" />}
      <div ref={place} />
      <Button size="lg" busy={busy} disabled={!ready} onClick={() => void pay()}>
        {t("pay_now")} <Money value={payment.amount} />
      </Button>
    </div>
  );
}
