import { http, HttpResponse, type HttpHandler } from "msw";

import type { paths } from "../schema";

type Method = "get" | "post" | "patch" | "put" | "delete";
type Having<M extends Method> = { [P in keyof paths]: paths[P] extends Record<M, { responses: object }> ? P : never }[keyof paths];
type Success = 200 | 201 | 202;
type BodyOf<Answer> = Answer extends { content: { "application/json": infer Body } } ? Body : never;
/** What the schema says that this request is answered with. */
export type Answer<P extends keyof paths, M extends Method> =
  paths[P] extends Record<M, { responses: infer R }> ? { [S in keyof R & Success]: BodyOf<R[S]> }[keyof R & Success] : never;

interface Asked {
  url: URL;
  params: Record<string, string>;
  body: unknown;
  request: Request;
}

function handle(method: Method, path: string, say: (asked: Asked) => Response | Promise<Response>): HttpHandler {
  return http[method](`*/api${path.replaceAll(/\{(\w+)\}/g, ":$1")}`, async ({ request, params }) => {
    const text = await request.clone().text();
    return say({ url: new URL(request.url), params: params as Record<string, string>, body: text ? (JSON.parse(text) as unknown) : undefined, request });
  });
}

/** An endpoint that answers as the schema says that it does: `answers("get", "/invoices", { data: [] })`. */
export function answers<M extends Method, P extends Having<M>>(method: M, path: P, body: Answer<P, M> | ((asked: Asked) => Answer<P, M>), status = 200): HttpHandler {
  return handle(method, path as string, (asked) => HttpResponse.json((typeof body === "function" ? (body as (asked: Asked) => Answer<P, M>)(asked) : body) as never, { status }));
}

/** An endpoint that refuses, as RFC 9457 has it. */
export function refuses<M extends Method>(
  method: M,
  path: Having<M>,
  problem: { status: number; code: string; detail?: string; errors?: { field: string; code: string; message: string }[] },
): HttpHandler {
  return handle(method, path as string, () =>
    HttpResponse.json(
      { type: "about:blank", title: problem.code, request_id: "req_test", ...problem },
      { status: problem.status, headers: { "Content-Type": "application/problem+json" } },
    ),
  );
}

/** An endpoint that never answers. */
export function keepsSilent<M extends Method>(method: M, path: Having<M>): HttpHandler {
  return handle(method, path as string, () => new Promise<Response>(() => undefined));
}
