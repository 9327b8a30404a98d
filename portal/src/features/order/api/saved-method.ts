import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";
import { choiceOf, isSavedValue, type Choice } from "../../../paying/choice";

/** Reads what was chosen: a gateway, or something that is saved at one. */
export async function payingBy(value: string | undefined): Promise<Partial<Choice>> {
  if (!value) return {};
  if (!isSavedValue(value)) return { gateway: value };
  return choiceOf(value, (await answer(api.GET("/payments/methods"))).data ?? []);
}

/** Charges what is saved; nothing where that could not begin, since the order stands. */
export async function chargeSaved(invoice: string, gateway: string, saved: string, header: { "Idempotency-Key": string }) {
  try {
    return (await answer(api.POST("/invoices/{id}/pay", { params: { path: { id: invoice }, header } as never, body: { method: gateway, payment_method_id: saved } }))).payment;
  } catch {
    return undefined;
  }
}
