import type { QueryClient } from "@tanstack/react-query";

import type { Session } from "./session";

export interface LiveEvent {
  id: string;
  name: string;
  data: unknown;
}

/** Takes a stream of server-sent events apart. Comments are heartbeats and say nothing. */
export function eventReader(onEvent: (event: LiveEvent) => void) {
  let rest = "";
  return (chunk: string) => {
    rest += chunk;
    const messages = rest.split("\n\n");
    rest = messages.pop() ?? "";
    for (const message of messages) {
      const event: LiveEvent = { id: "", name: "message", data: null };
      const data: string[] = [];
      for (const line of message.split("\n")) {
        const colon = line.indexOf(":");
        if (colon <= 0) continue;
        const value = line.slice(colon + 1).replace(/^ /, "");
        const field = line.slice(0, colon);
        if (field === "id") event.id = value;
        else if (field === "event") event.name = value;
        else if (field === "data") data.push(value);
      }
      if (data.length === 0) continue;
      try {
        event.data = JSON.parse(data.join("\n"));
      } catch {
        event.data = data.join("\n");
      }
      onEvent(event);
    }
  };
}

/** Event names by their beginning, and the query keys that they make stale: { "invoice.": ["invoices"] }. */
export type EventKeys = Record<string, string[]>;

export type LiveState = "off" | "connecting" | "on" | "lost";

interface LiveOptions {
  session: Session;
  queries: QueryClient;
  keys: EventKeys;
  onState?: (state: LiveState) => void;
  onEvent?: (event: LiveEvent) => void;
}

const silentMs = 45_000;

/** One stream for the tab. A lost one is opened again with growing, uneven pauses; what was missed is asked for anew. Returns how to end it. */
export function listenLive({ session, queries, keys, onState, onEvent }: LiveOptions): () => void {
  const ended = new AbortController();
  const invalidate = (event: LiveEvent) => {
    for (const [start, names] of Object.entries(keys)) {
      if (event.name.startsWith(start)) for (const name of names) void queries.invalidateQueries({ queryKey: [name] });
    }
    onEvent?.(event);
  };
  const run = async () => {
    let failures = 0;
    let before = false;
    while (!ended.signal.aborted) {
      onState?.(before ? "lost" : "connecting");
      const quiet = new AbortController();
      const signal = AbortSignal.any([ended.signal, quiet.signal]);
      try {
        const response = await session.fetch(new Request(`${location.origin}/api/events`, { headers: { Accept: "text/event-stream" }, signal }));
        if (response.status === 401 || response.status === 403 || response.status === 404) return onState?.("off");
        if (!response.ok || !response.body) throw new Error(String(response.status));
        onState?.("on");
        if (before) void queries.invalidateQueries();
        before = true;
        failures = 0;
        await readAll(response.body, eventReader(invalidate), quiet);
      } catch {
        failures += 1;
      }
      if (ended.signal.aborted) return;
      await pause(Math.min(30_000, 500 * 2 ** failures) * (0.5 + Math.random()), ended.signal);
    }
  };
  void run();
  return () => ended.abort();
}

async function readAll(body: ReadableStream<Uint8Array>, read: (chunk: string) => void, quiet: AbortController) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let timer = setTimeout(() => quiet.abort(), silentMs);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(() => quiet.abort(), silentMs);
      read(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(timer);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
