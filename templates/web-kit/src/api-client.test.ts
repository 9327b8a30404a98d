import { describe, expect, it } from "vitest";

import { answer, createApi } from "./api-client";
import { ApiError } from "./problem";
import type { paths } from "./schema";
import type { Session } from "./session";

/** An API before which a session stands that answers so; and what it was sent. */
function apiThatAnswers(response: Response) {
  const sent: Request[] = [];
  const session = {
    fetch: (request: Request) => {
      sent.push(request);
      return Promise.resolve(response.clone());
    },
  } as unknown as Session;
  return { api: createApi<paths>(session), sent };
}
const says = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });

describe("the API's client", () => {
  it("puts the path's values in, and asks for each of a list", async () => {
    const { api, sent } = apiThatAnswers(says({ data: [] }));
    await answer(api.GET("/invoices/{id}", { params: { path: { id: "inv/ 1" }, query: { status: ["paid", "open"], page: undefined, limit: 0, q: "a&b" } } as never }));
    expect(sent[0]?.url).toBe(`${location.origin}/api/invoices/inv%2F%201?status=paid&status=open&limit=0&q=a%26b`);
    expect(sent[0]?.method).toBe("GET");
    expect(sent[0]?.headers.get("Content-Type")).toBeNull();
  });

  it("sends a body as JSON with the header that was given", async () => {
    const { api, sent } = apiThatAnswers(says({ id: "tkt_1" }, 201));
    const made = await answer(api.POST("/tickets", { params: { header: { "Idempotency-Key": "k1" } }, body: { subject: "Mail" } } as never));
    expect(made).toEqual({ id: "tkt_1" });
    expect(await sent[0]?.json()).toEqual({ subject: "Mail" });
    expect(sent[0]?.headers.get("Content-Type")).toBe("application/json");
    expect(sent[0]?.headers.get("Idempotency-Key")).toBe("k1");
  });

  it("leaves a form's kind to the browser, which knows where its parts end", async () => {
    const { api, sent } = apiThatAnswers(says({ id: "fil_1" }, 201));
    const body = new FormData();
    body.append("name", "value");
    await answer(api.POST("/files", { body }));
    expect(sent[0]?.headers.get("Content-Type")).toMatch(/^multipart\/form-data; boundary=/);
  });

  it("answers with nothing where nothing came, and with a file as one", async () => {
    const empty = apiThatAnswers(new Response(null, { status: 204 }));
    expect(await answer(empty.api.DELETE("/tickets/{id}" as never, { params: { path: { id: "tkt_1" } } } as never))).toBeUndefined();
    const file = apiThatAnswers(new Response("%PDF", { headers: { "Content-Type": "application/pdf" } }));
    const pdf: Blob = await answer(file.api.GET("/invoices/{id}/pdf", { params: { path: { id: "inv_1" } }, parseAs: "blob" }));
    expect(await pdf.text()).toBe("%PDF");
  });

  it("throws what the problem says, also where what stands between answers with a page", async () => {
    const refused = apiThatAnswers(says({ code: "not_found", request_id: "req_1", title: "Not found" }, 404));
    await expect(answer(refused.api.GET("/invoices/{id}", { params: { path: { id: "inv_1" } } }))).rejects.toMatchObject({ status: 404, code: "not_found", requestId: "req_1" });
    const proxy = apiThatAnswers(new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "X-Request-Id": "req_2", "Retry-After": "7" } }));
    const error = await answer(proxy.api.GET("/invoices/{id}", { params: { path: { id: "inv_1" } } })).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 502, code: "http_502", requestId: "req_2", retryAfter: 7 });
  });

  it("is asked with nothing that it would leave out, and for nothing that there is not: the compiler refuses it", async () => {
    const { api, sent } = apiThatAnswers(says({ data: [] }));
    // @ts-expect-error A header of one's own is no parameter of this path.
    await answer(api.GET("/invoices", { headers: { "X-Own": "1" } }));
    // @ts-expect-error Nobody else writes the body.
    await answer(api.POST("/tickets", { params: {} as never, body: { subject: "Mail" } as never, bodySerializer: () => "other" }));
    expect(sent[0]?.headers.get("X-Own")).toBeNull();
    expect(await sent[1]?.text()).toBe('{"subject":"Mail"}');
    // @ts-expect-error There is no such path.
    await answer(api.GET("/nowhere"));
    // @ts-expect-error Which one?
    await answer(api.GET("/invoices/{id}"));
    // @ts-expect-error An invoice has no title.
    const { title } = await answer(api.GET("/invoices/{id}", { params: { path: { id: "inv_1" } } }));
    expect(title).toBeUndefined();
  });
});
