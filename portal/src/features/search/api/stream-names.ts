import { answer } from "@hostler/web-kit/api-client";
import { eventReader } from "@hostler/web-kit/events";
import { ApiError } from "@hostler/web-kit/problem";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";
import { session } from "../../../api/session";

export type FoundName = components["schemas"]["DomainNameView"];

interface Search {
  q: string;
  currency: string;
  signal: AbortSignal;
  /** Names as they are known by now: first all of them, still asked about, then each with its answer. */
  onNames: (names: FoundName[]) => void;
}

/** Asks every registrar at once and tells what each answers when it does. Where no stream comes through, all is asked in one go. */
export async function searchNames(search: Search): Promise<void> {
  let heard = false;
  const onNames = (names: FoundName[]) => {
    heard = true;
    search.onNames(names);
  };
  try {
    await streamNames({ ...search, onNames });
  } catch (error) {
    if (heard || search.signal.aborted || isVerdict(error)) throw error;
    const { data } = await answer(api.GET("/domains/search", { params: { query: { q: search.q, currency: search.currency } }, signal: search.signal }));
    search.onNames(data ?? []);
  }
}

/** What was typed is no name, or was asked too often: the same would be said again. */
function isVerdict(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 429 || error.byField.q !== undefined);
}

/** Ends when all have answered; throws when the stream breaks. */
async function streamNames({ q, currency, signal, onNames }: Search): Promise<void> {
  const url = new URL("/api/domains/search/stream", location.origin);
  url.search = new URLSearchParams({ q, currency }).toString();
  let response: Response;
  try {
    response = await session.fetch(new Request(url, { headers: { Accept: "text/event-stream" }, signal }));
  } catch {
    throw ApiError.offline();
  }
  if (!response.ok || !response.body) throw await ApiError.from(response);
  let done = false;
  const read = eventReader((event) => {
    if (event.name === "done") done = true;
    else if (event.name === "names" || event.name === "results") onNames((event.data as { data?: FoundName[] }).data ?? []);
  });
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) read(decoder.decode(part.value, { stream: true }));
  } catch {
    throw ApiError.offline();
  }
  if (!done) throw ApiError.offline();
}
