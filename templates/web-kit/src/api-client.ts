import type { Client, ClientPathsWithMethod, FetchOptions, FetchResponse, MaybeOptionalInit } from "openapi-fetch";

import { ApiError } from "./problem";
import type { Session } from "./session";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Name = (typeof methods)[number];
type Media = `${string}/${string}`;

/** What goes along with a question; whatever else openapi-fetch takes would be lost here, and is refused. */
type Told = "params" | "body" | "parseAs" | "signal";
type Untold = { [Option in Exclude<keyof FetchOptions<unknown>, Told>]?: never } & { parseAs?: "json" | "text" | "blob" };
type Init<Path, Method extends keyof Path> = NonNullable<MaybeOptionalInit<Path, Method>> & Untold;

/** What pages ask the API by, typed as openapi-fetch types it; what sends is below, for it needs a tenth of that. */
export type Api<Paths extends object> = {
  [N in Name]: <Path extends ClientPathsWithMethod<Client<Paths>, Lowercase<N>>, I extends Init<Paths[Path], Lowercase<N> & keyof Paths[Path]>>(
    path: Path,
    ...asked: Partial<I> extends I ? [asked?: I] : [asked: I]
  ) => Promise<FetchResponse<Paths[Path][Lowercase<N> & keyof Paths[Path]] & object, I, Media>>;
};

type Plain = string | number | boolean | null | undefined;
interface Asked {
  params?: { path?: Record<string, Plain>; query?: Record<string, Plain | Plain[]>; header?: Record<string, Plain> };
  body?: unknown;
  parseAs?: "json" | "text" | "blob";
  signal?: AbortSignal;
}

/** `{id}` by its value, then the query: a list gives its name once for each; what is undefined or null is left out. */
function addressOf(path: string, { path: parts = {}, query = {} }: NonNullable<Asked["params"]>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null) search.append(name, String(one));
  const address = path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (parts[name] === undefined || parts[name] === null ? whole : encodeURIComponent(parts[name])));
  return `${location.origin}/api${address}${search.size > 0 ? `?${search}` : ""}`;
}

/** A body that came, empty or not: an answer without one is undefined. */
async function read(response: Response, as: "json" | "text" | "blob"): Promise<unknown> {
  if (response.status === 204) return undefined;
  if (as !== "json") return response[as]();
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}

/** The API as the OpenAPI document describes it. `paths` is the application's generated src/api/schema.d.ts. */
export function createApi<Paths extends object>(session: Session): Api<Paths> {
  const ask = async (method: string, path: string, { params = {}, body, parseAs = "json", signal }: Asked = {}) => {
    const headers = new Headers();
    // A form says itself where its parts end.
    if (body !== undefined && !(body instanceof FormData)) headers.set("Content-Type", "application/json");
    for (const [name, value] of Object.entries(params.header ?? {})) if (value !== undefined && value !== null) headers.set(name, String(value));
    const sent = body === undefined || body instanceof FormData ? body : JSON.stringify(body);
    const response = await session.fetch(new Request(addressOf(path, params), { method, headers, body: sent, signal }));
    if (response.ok) return { data: await read(response, parseAs), response };
    const text = await response.text();
    try {
      return { error: JSON.parse(text) as unknown, response };
    } catch {
      return { error: text, response };
    }
  };
  return Object.fromEntries(methods.map((method) => [method, (path: string, asked?: Asked) => ask(method, path, asked)])) as unknown as Api<Paths>;
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
