import { CopyButton } from "@hostler/ui/copy-button";
import { CircleAlert } from "lucide-react";
import { useState } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";

import { ApiError } from "../problem";

import { useExplain } from "./explain";
import { useFieldWords } from "./field-words";

/** Puts an answer's errors on their fields. Returns what belongs to no field of the form, in words, or null. */
export function useFormFailure<Values extends FieldValues>(form: UseFormReturn<Values>) {
  const explain = useExplain();
  const say = useFieldWords();
  const [failure, setFailure] = useState<{ text: string; requestId?: string } | null>(null);
  const fail = (error: unknown) => {
    const words = explain(error);
    const known = Object.keys(form.getValues());
    let placed = 0;
    let focus = true;
    if (error instanceof ApiError) {
      for (const { field, code, message } of error.errors) {
        if (!known.includes(field.split(/[.[]/)[0] ?? "")) continue;
        form.setError(field as Path<Values>, { type: "server", message: say(code, message) }, { shouldFocus: focus });
        focus = false;
        placed += 1;
      }
      if (placed > 0 && placed === error.errors.length) return setFailure(null);
    }
    setFailure({ text: words.detail ?? words.title, requestId: words.requestId });
  };
  return { failure, fail, clear: () => setFailure(null) };
}

/** What a form as a whole is told. */
export function FormFailure({ failure }: { failure: { text: string; requestId?: string } | null }) {
  if (!failure) return null;
  return (
    <div role="alert" className="flex items-start gap-2 rounded-md border border-destructive/30 bg-destructive/10 px-3 py-2 text-sm text-destructive">
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div>
        {failure.text}
        {failure.requestId && (
          <span className="flex items-center gap-1 text-xs opacity-90">
            <code className="font-mono break-all">{failure.requestId}</code>
            <CopyButton value={failure.requestId} />
          </span>
        )}
      </div>
    </div>
  );
}
