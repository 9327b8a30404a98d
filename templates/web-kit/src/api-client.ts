import createClient, { type Client } from "openapi-fetch";

import { ApiError } from "./problem";
import type { Session } from "./session";

/** The API as the OpenAPI document describes it. `paths` is the application's generated src/api/schema.d.ts. */
export function createApi<Paths extends object>(session: Session): Client<Paths> {
  return createClient<Paths>({ baseUrl: `${location.origin}/api`, fetch: session.fetch });
}

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was asked for; throws an ApiError for everything that is no success. `await answer(api.GET("/invoices"))`. */
export async function answer<T>(call: Promise<Outcome<T>>): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  const said = (typeof error === "object" ? error : null) as { code?: string } | null;
  const wait = Number(response.headers.get("Retry-After"));
  throw new ApiError(
    {
      ...said,
      status: response.status,
      code: said?.code ?? `http_${response.status}`,
      request_id: (said as { request_id?: string } | null)?.request_id ?? response.headers.get("X-Request-Id") ?? undefined,
    },
    Number.isFinite(wait) && wait > 0 ? wait : undefined,
  );
}
