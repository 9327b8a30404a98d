import { eventReader } from "@hostler/web-kit/events";
import { ApiError } from "@hostler/web-kit/problem";
import type { components } from "@hostler/web-kit/schema";

import { session } from "../../../api/session";

export type FoundName = components["schemas"]["DomainNameView"];

interface Search {
  q: string;
  currency: string;
  signal: AbortSignal;
  /** Names as they are known by now: first all of them, still asked about, then each with its answer. */
  onNames: (names: FoundName[]) => void;
}

/** Asks every registrar at once and tells what each answers when it does. Ends when all have; throws when the stream breaks. */
export async function streamNames({ q, currency, signal, onNames }: Search): Promise<void> {
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
