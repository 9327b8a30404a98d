/** A payment that needs its payer waits for the client, and not for who looks at it here. */
export function paymentState(status: string): string {
  return status === "requires_action" ? "awaits_client" : status;
}
