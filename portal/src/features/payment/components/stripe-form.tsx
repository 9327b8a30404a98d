import { Button } from "@hostler/ui/button";
import { Money } from "@hostler/ui/money";
import { Skeleton } from "@hostler/ui/skeleton";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useTheme } from "@hostler/web-kit/theme";
import { useEffect, useRef, useState } from "react";

import type { NextAction } from "../api/next-action";
import type { Payment } from "../api/payment";

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
type Confirm = (options: Record<string, unknown>) => Promise<{ error?: { message?: string } }>;
interface StripeWidget {
  elements: (options: Record<string, unknown>) => StripeElements;
  confirmPayment: Confirm;
  confirmSetup: Confirm;
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
  onBlocked: () => void;
}

/** Stripe's own fields: for a payment, or for a way to pay that is only saved. */
export function StripeForm({ payment, action, onReturn, onFailure, onBlocked }: StripeFormProps) {
  const { t } = useTranslation("payment");
  const theme = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const stripe = useRef<{ widget: StripeWidget; elements: StripeElements } | null>(null);
  const [state, setState] = useState<"loading" | "ready" | "blocked">("loading");
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);
  const blocked = useRef(onBlocked);
  useEffect(() => {
    blocked.current = onBlocked;
  });
  useEffect(() => {
    let gone = false;
    let element: StripeElement | null = null;
    const fail = () => {
      setState("blocked");
      blocked.current();
    };
    loadGatewayScript(action.script).then(
      () => {
        if (gone || !place.current) return;
        if (!window.Stripe) return fail();
        const widget = window.Stripe(action.publishable_key);
        const elements = widget.elements({ clientSecret: action.client_secret, appearance: { theme: theme === "dark" ? "night" : "stripe" } });
        element = elements.create("payment");
        element.on("ready", () => setState("ready"));
        element.on("loaderror", fail);
        element.mount(place.current);
        stripe.current = { widget, elements };
      },
      () => !gone && fail(),
    );
    return () => {
      gone = true;
      element?.destroy();
      stripe.current = null;
    };
  }, [action.script, action.publishable_key, action.client_secret, theme, attempt]);
  const pay = async () => {
    if (!stripe.current) return;
    const { widget, elements } = stripe.current;
    const saves = action.setup_intent !== undefined;
    setBusy(true);
    const checked = await elements.submit();
    const options = {
      elements,
      clientSecret: action.client_secret,
      confirmParams: { return_url: `${location.origin}/checkout/return?payment=${payment.id}${saves ? "&for=method" : ""}` },
      redirect: "if_required",
    };
    const outcome = checked.error ? checked : await (saves ? widget.confirmSetup(options) : widget.confirmPayment(options));
    setBusy(false);
    if (outcome.error) onFailure(outcome.error.message ?? "");
    else if (saves) onReturn({ setup_intent: action.setup_intent, setup_intent_client_secret: action.client_secret });
    else onReturn({ payment_intent: action.payment_intent, payment_intent_client_secret: action.client_secret });
  };
  return (
    <div className="flex flex-col gap-4">
      {state === "loading" && <Skeleton className="h-32" />}
      <div ref={place} />
      {state === "blocked" ? (
        <Button
          size="lg"
          variant="secondary"
          onClick={() => {
            setState("loading");
            setAttempt(attempt + 1);
          }}
        >
          {t("try_again")}
        </Button>
      ) : (
        <Button size="lg" busy={busy} disabled={state !== "ready"} onClick={() => void pay()}>
          {action.setup_intent ? t("save_now") : t("pay_now")} {payment.amount.amount > 0 && <Money value={payment.amount} />}
        </Button>
      )}
    </div>
  );
}
