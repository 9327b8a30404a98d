import { useState } from "react";

export function newKey(): string {
  return crypto.randomUUID();
}

/** One key for a form as long as it is open: every retry is the same request. `renew` once it has succeeded, or when what is sent has changed after a verdict. */
export function useIdempotencyKey(): { header: { "Idempotency-Key": string }; renew: () => void } {
  const [key, setKey] = useState(newKey);
  return { header: { "Idempotency-Key": key }, renew: () => setKey(newKey()) };
}
