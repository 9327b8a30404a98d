import { useState } from "react";

import { newKey } from "./idempotency";
import { ApiError } from "./problem";

/** Whether it may have happened all the same: no answer, a broken one, or one that is still being worked on. */
export function isUndecided(error: unknown): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.status === 0 || error.status >= 500 || error.code === "request_in_progress";
}

export interface RequestKey {
  /** The header for a request with this body: the same key as long as the same is sent and its fate is unknown. */
  header: (body: unknown) => { "Idempotency-Key": string };
  /** Once it has succeeded (without an error) or was refused, the next press is a new request. */
  settle: (error?: unknown) => void;
}

/** Of a form whose content may change between two presses: pressing again after a lost answer is one request, whatever was pressed. */
export function useRequestKey(): RequestKey {
  const [key] = useState(() => {
    let held: { body: string; key: string } | null = null;
    return {
      header(body: unknown) {
        const text = JSON.stringify(body) ?? "";
        if (held?.body !== text) held = { body: text, key: newKey() };
        return { "Idempotency-Key": held.key };
      },
      settle(error?: unknown) {
        if (error === undefined || !isUndecided(error)) held = null;
      },
    };
  });
  return key;
}
