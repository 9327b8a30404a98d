import { ApiError } from "@hostler/web-kit/problem";
import { useExplain } from "@hostler/web-kit/react/explain";
import { useTranslation } from "@hostler/web-kit/react/texts";
import { useWrite, type Failure, type KeyHeader } from "@hostler/web-kit/react/write";
import { useState } from "react";

import type { KindField } from "./kinds";
import { fieldOfError, membersOf, problemsIn, startOf, type FieldValue, type FieldValues } from "./part-values";

/** The fields of a kind or of an action as a form: what is typed, what is wrong with it, and sending it. */
export function usePartForm<Body, Result>(fields: KindField[], send: (body: Body, header: KeyHeader) => Promise<Result>, now?: Record<string, unknown>) {
  const { t } = useTranslation("compute");
  const explain = useExplain();
  const [values, setValues] = useState<FieldValues>(() => startOf(fields, now));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const { run, busy } = useWrite(send, (error) => {
    const words = explain(error);
    const known = [...fields.map((field) => field.name), "name", "instance_id"];
    const placed: Record<string, string> = {};
    let whole = !(error instanceof ApiError) || error.errors.length === 0;
    for (const one of error instanceof ApiError ? error.errors : []) {
      const field = fieldOfError(one.field);
      if (known.includes(field)) placed[field] ??= one.message;
      else whole = true;
    }
    setErrors(placed);
    setFailure(whole ? { text: words.detail ?? words.title, requestId: words.requestId } : null);
  });
  const submit = async (bodyOf: (members: Record<string, unknown>) => Body): Promise<{ value: Result } | null> => {
    const wrong = problemsIn(fields, values);
    setErrors(Object.fromEntries(Object.entries(wrong).map(([name, problem]) => [name, t(`problem.${problem}`)])));
    setFailure(null);
    if (Object.keys(wrong).length > 0) return null;
    return run(bodyOf(membersOf(fields, values)));
  };
  const set = (name: string, value: FieldValue) => {
    setValues((all) => ({ ...all, [name]: value }));
    setErrors(({ [name]: _, ...rest }) => rest);
  };
  return { values, set, errors, setErrors, failure, busy, submit };
}
