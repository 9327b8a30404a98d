import { answer } from "@hostler/web-kit/api-client";

/** A record and the version that was read: a change says which one it was made on, so that nobody's words are overwritten unseen. */
export interface Tagged<T> {
  value: T;
  etag: string | null;
}

export async function tagged<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<Tagged<T>> {
  const outcome = await call;
  return { value: await answer(Promise.resolve(outcome)), etag: outcome.response.headers.get("ETag") };
}

/** As the header of a change. */
export function onVersion(etag: string | null): { "If-Match"?: string } {
  return etag ? { "If-Match": etag } : {};
}
