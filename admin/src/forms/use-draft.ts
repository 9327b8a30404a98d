import { useState } from "react";

/** What is being written, beside what is stored: whether they differ, and the way back. */
export function useDraft<Draft extends object>(stored: () => Draft) {
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(base);
  return {
    draft,
    change: (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part })),
    dirty: JSON.stringify(draft) !== JSON.stringify(base),
    discard: () => setDraft(base),
    /** It was stored so. */
    settle: (next: Draft) => {
      setBase(next);
      setDraft(next);
    },
  };
}
