import type { Payment } from "../api/payment";

type Translate = (key: string, options: { defaultValue: string }) => string;

/** Why a payment failed, in plain words of the reader's; what has none of ours is said as the gateway says it. `t` is of the namespace "payment". */
export function failureWords(t: Translate, payment: Payment): string {
  const code = (payment.error_code ?? "").toLowerCase().replaceAll(/[^a-z0-9_]/g, "_");
  return t(`payment:why.${code || "unknown"}`, { defaultValue: payment.error_message || t("payment:not_paid", { defaultValue: "" }) });
}
