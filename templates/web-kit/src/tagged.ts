import { answer } from "./api-client";

export interface Tagged<T> {
  value: T;
  /** Which version of it this is. */
  tag?: string;
}

/** What was asked for with its version: sent back by `ifMatch`, a change never overwrites what another has changed meanwhile (412). */
export async function answerTagged<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<Tagged<T>> {
  const outcome = await call;
  return { value: await answer(Promise.resolve(outcome)), tag: outcome.response.headers.get("ETag") ?? undefined };
}

export function ifMatch(tag: string | undefined): { "If-Match"?: string } {
  return tag ? { "If-Match": tag } : {};
}
