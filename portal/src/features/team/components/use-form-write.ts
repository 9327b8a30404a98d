import { ApiError } from "@hostler/web-kit/problem";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useWrite, type Failure, type KeyHeader } from "@hostler/web-kit/react/write";
import { useState } from "react";

/** "policies[0]" is about policies, "conditions.ip[1]" about conditions.ip. */
function fieldOf(field: string): string {
  return field.replaceAll(/\[\d+\]/g, "");
}

/** Sending a form whose fields are few and known: errors by field, the rest in one sentence. */
export function useFormWrite<Body, Result>(fields: string[], send: (body: Body, header: KeyHeader) => Promise<Result>) {
  const explain = useExplain();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const { run, busy } = useWrite(send, (error) => {
    const words = explain(error);
    const placed: Record<string, string> = {};
    let whole = !(error instanceof ApiError) || error.errors.length === 0;
    for (const one of error instanceof ApiError ? error.errors : []) {
      const field = fieldOf(one.field);
      if (fields.includes(field)) placed[field] ??= one.message;
      else whole = true;
    }
    setErrors(placed);
    setFailure(whole ? { text: words.detail ?? words.title, requestId: words.requestId } : null);
  });
  const submit = (body: Body) => {
    setErrors({});
    setFailure(null);
    return run(body);
  };
  return { submit, busy, errors, setErrors, failure };
}
