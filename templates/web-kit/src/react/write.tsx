import { useRef, useState } from "react";

import { newKey } from "../idempotency";
import { isUnsettled } from "../problem";

import { useExplain } from "./explain";

export type KeyHeader = { "Idempotency-Key": string };
export interface Failure {
  text: string;
  requestId?: string;
}

/** One key for one content: a retry of the same is the same request, and what was changed is another. */
class ContentKey {
  #content = "";
  #key = "";

  headerFor(content: unknown): KeyHeader {
    const text = JSON.stringify(content) ?? "";
    if (!this.#key || text !== this.#content) this.#key = newKey();
    this.#content = text;
    return { "Idempotency-Key": this.#key };
  }

  /** Without a verdict nobody knows whether it happened: then the key stays. */
  settle(error?: unknown) {
    if (!isUnsettled(error)) this.#key = "";
  }
}

/** Something that is done to the engine once, however often it is pressed. `onError` is for forms that place errors on fields. */
export function useWrite<Body, Result>(send: (body: Body, header: KeyHeader) => Promise<Result>, onError?: (error: unknown) => void) {
  const explain = useExplain();
  const key = useRef<ContentKey>(null);
  const underWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  /** What it was answered with; null where it failed. */
  const run = async (body: Body): Promise<{ value: Result } | null> => {
    if (underWay.current) return null;
    key.current ??= new ContentKey();
    underWay.current = true;
    setBusy(true);
    setFailure(null);
    try {
      const value = await send(body, key.current.headerFor(body));
      key.current.settle();
      return { value };
    } catch (error) {
      key.current.settle(error);
      const words = explain(error);
      if (onError) onError(error);
      else setFailure({ text: words.detail ?? words.title, requestId: words.requestId });
      return null;
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  return { run, busy, failure, clear: () => setFailure(null) };
}
