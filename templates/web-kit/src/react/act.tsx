import { toast } from "@hostler/ui/toaster";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { useIdempotencyKey } from "../idempotency";
import { ApiError } from "../problem";

import { useExplain } from "./explain";

export type IdempotencyHeader = { "Idempotency-Key": string };

export interface ActFailure {
  text: string;
  /** The answer's own name for it. */
  code?: string;
  requestId?: string;
  /** What the answer says of each field. */
  fields: Record<string, string>;
}

interface ActParts<Input, Result> {
  run: (input: Input, header: IdempotencyHeader) => Promise<Result>;
  /** Said at the page's edge once it is done. */
  done?: string | ((result: Result) => string);
  /** The first part of the query keys that it makes stale. */
  invalidates?: readonly string[];
  onDone?: (result: Result) => void;
}

/** One thing that is done: busy meanwhile, said when done, explained when not, sent once however often it is pressed. */
export function useAct<Input = void, Result = unknown>({ run, done, invalidates = [], onDone }: ActParts<Input, Result>) {
  const queries = useQueryClient();
  const explain = useExplain();
  const key = useIdempotencyKey();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ActFailure | null>(null);
  const go = async (input: Input): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    try {
      const result = await run(input, key.header);
      key.renew();
      if (done) void toast("success", typeof done === "function" ? done(result) : done);
      await Promise.all(invalidates.map((name) => queries.invalidateQueries({ queryKey: [name] })));
      onDone?.(result);
      return true;
    } catch (error) {
      const words = explain(error);
      // A verdict is remembered by its key: what is sent next is another request. Without one it is the same.
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) key.renew();
      setFailure({
        text: words.detail ?? words.title,
        code: error instanceof ApiError ? error.code : undefined,
        requestId: words.requestId,
        fields: error instanceof ApiError ? error.byField : {},
      });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { go, busy, failure, clear: () => setFailure(null) };
}
